using Authentik.Configuration;
using Authentik.Configuration.Files;

namespace Authentik.Commands;

/// <summary>What keeps a plan from being applied, by files and lines.</summary>
internal static class PlanProblems
{
    /// <summary>Objects that can't get the names of the files.</summary>
    public static IEnumerable<FileProblem> Describe(Renames renames) => renames.Conflicts.Select(one => Create(
        one.Wanted,
        one.Wanted.Resource.KnownBy[0],
        $"The {one.Existing} can't become '{ObjectTitle.Of(one.Wanted)}': another object has this name, or a file gives its name to "
            + $"another one. Rename in several runs, or "
            + $"remove the file's line from {RememberedIds.DocumentName} if they are different objects."));

    /// <summary>References to nothing.</summary>
    public static IEnumerable<FileProblem> Describe(IEnumerable<MissingReference> missing, Uri server) => missing.Select(one => Create(
        one.From,
        one.Field.Name,
        one.IsRemoved
            ? $"{one.Field.Name} refers to '{one.To.Text}', which isn't in the files and would be removed. Change this line, or add it."
            : $"{one.Field.Name} refers to '{one.To.Text}', which neither the files nor {server} have. "
                + "Create it, or add it to the files."));

    /// <summary>Permissions that kinds don't have.</summary>
    public static IEnumerable<FileProblem> Describe(IEnumerable<UnknownPermission> permissions, Uri server) =>
        permissions.Select(one => Create(
            one.From,
            RoleObjectPermissions.Field.Name,
            $"{server} has no permission {one.Name} for {Articles.AddTo(one.Kind.Title)}"
                + $"{(one.Meant is null ? string.Empty : $" (did you mean {one.Meant}?)")}."));

    /// <summary>Goes on if there are none.</summary>
    /// <exception cref="ConfigurationFileException">There are some.</exception>
    public static void RequireNone(IReadOnlyList<FileProblem> problems)
    {
        if (problems.Count > 0)
        {
            throw new ConfigurationFileException(problems);
        }
    }

    private static FileProblem Create(ConfigurationObject one, string field, string message) =>
        new(one.Origin!.File, one.Origin.FindLine(field), message);
}
