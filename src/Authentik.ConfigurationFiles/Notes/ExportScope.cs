namespace Authentik.Configuration.Files;

/// <summary>What exports are of, as the parameters that somebody specified.</summary>
internal static class ExportScope
{
    private const string UserParameter = "-IncludeUser";

    /// <summary>Says of what another export a folder has than the one that is about to be written.</summary>
    public static string DescribeDifference(FolderNotes former, FolderNotes wanted) => (Describe(former), Describe(wanted)) switch
    {
        // Only the users are different.
        var (one, other) when one == other => former.IncludesUsers
            ? $"It was exported with {UserParameter}, and this export is without it"
            : $"It was exported without {UserParameter}, and this export is with it",
        (null, var other) => $"It has an export of everything, and this export is {other}",
        var (one, other) => $"It was {(IsUndo(former) ? "written" : "exported")} {one}, and this export is {other ?? "of everything"}",
    };

    // Null for everything.
    private static string? Describe(FolderNotes notes)
    {
        if (IsUndo(notes))
        {
            return "with -UndoPath";
        }

        string[] parts = [.. WriteList("-Kind", notes.Kinds), .. WriteList("-Application", notes.Applications)];
        return parts.Length == 0 ? null : $"with {string.Join(' ', parts)}";
    }

    private static IEnumerable<string> WriteList(string parameter, IReadOnlyList<string> names) =>
        names.Count == 0 ? [] : [$"{parameter} {string.Join(", ", names)}"];

    // An import writes single objects, too, but none that somebody chose.
    private static bool IsUndo(FolderNotes notes) => notes is { IsPart: true, Applications.Count: 0 };
}
