using Authentik.Book;

namespace Authentik.Generator.Import.Chapters;

/// <summary>The versions known so far and the one that comes now, and the ranges that follow from them.</summary>
/// <param name="Version">The version of the document.</param>
/// <param name="Seen">The versions known before, oldest first.</param>
internal sealed record History(ServerVersion Version, IReadOnlyList<ServerVersion> Seen)
{
    /// <summary>True when nothing newer is known, so that an open range is only a guess about this version.</summary>
    public bool IsNewest => Seen.All(seen => seen < Version);

    /// <summary>The same without the versions outside of a range.</summary>
    public History Within(VersionRange range) => this with { Seen = [.. Seen.Where(range.Contains)] };

    /// <summary>The range of something that no version known before has.</summary>
    public VersionRange First() => Compute(_ => false, now: true);

    /// <summary>A range, changed to include or exclude this version and no other known one.</summary>
    public VersionRange Change(VersionRange range, bool now)
    {
        if (!IsNewest || Seen.Count == 0)
        {
            return Compute(range.Contains, now);
        }

        return now ? Append(range) : Close(range);
    }

    private string Previous => EndBefore(Version, Seen[^1]);

    // Only the open end is touched: the part before it may be more exact than two documents can show.
    private VersionRange Close(VersionRange range)
    {
        var parts = range.ToString().Split(',', StringSplitOptions.TrimEntries);
        parts[^1] = Interval(parts[^1].Split("..")[0], Previous);
        return VersionRange.Parse(string.Join(", ", parts));
    }

    private VersionRange Append(VersionRange range)
    {
        var begins = StartAfter(Version, Seen[^1]) + "..";
        return VersionRange.Parse(range.IsNone ? begins : $"{range}, {begins}");
    }

    private VersionRange Compute(Func<ServerVersion, bool> before, bool now)
    {
        var versions = Seen.Append(Version).Order().ToList();
        var has = versions.Select(version => version == Version ? now : before(version)).ToList();
        var intervals = new List<string>();
        for (var i = 0; i < versions.Count; i++)
        {
            if (has[i] && (i == 0 || !has[i - 1]))
            {
                var last = has.IndexOf(false, i) is var end && end < 0 ? versions.Count : end;
                intervals.Add(Interval(
                    i == 0 ? string.Empty : StartAfter(versions[i], versions[i - 1]),
                    last == versions.Count ? string.Empty : EndBefore(versions[last], versions[last - 1])));
            }
        }

        return VersionRange.Parse(intervals.Count == 0 ? "never" : string.Join(", ", intervals));
    }

    private static string Interval(string from, string to) => from == to && from.Length > 0 ? from : $"{from}..{to}";

    private static string StartAfter(ServerVersion first, ServerVersion without) =>
        SameSeries(first, without) ? first.ToString() : Series(first);

    private static string EndBefore(ServerVersion without, ServerVersion last) =>
        SameSeries(without, last) ? last.ToString() : Series(last);

    private static bool SameSeries(ServerVersion one, ServerVersion other) => (one.Year, one.Series) == (other.Year, other.Series);

    private static string Series(ServerVersion version) => $"{version.Year}.{version.Series}";
}
