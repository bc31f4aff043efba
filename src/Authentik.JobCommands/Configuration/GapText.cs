using Authentik.Configuration;

namespace Authentik.Commands;

/// <summary>What isn't known of a configuration, for warnings.</summary>
internal static class GapText
{
    private const int MostNamed = 5;

    /// <summary>The sentences, each with whether the server has no such objects.</summary>
    public static IEnumerable<(string Text, bool IsTurnedOff)> Describe(IEnumerable<ConfigurationGap> gaps)
    {
        var all = gaps.ToList();
        return all.Where(gap => !gap.IsPartial).Select(gap => (Describe(gap), gap.IsTurnedOff))
            .Concat(all.Where(gap => gap.IsPartial).GroupBy(gap => gap.Reason).Select(same => (Describe(same), false)));
    }

    private static string Describe(ConfigurationGap gap) =>
        $"{gap.Kind}{(gap.Name is null ? string.Empty : $" '{gap.Name}'")} isn't part of the configuration. {gap.Reason}";

    // Where nothing is known, one warning says so for all kinds.
    private static string Describe(IGrouping<string, ConfigurationGap> same)
    {
        var others = same.Count() - MostNamed;
        return $"These may be incomplete: {string.Join(", ", same.Take(MostNamed).Select(gap => gap.Kind))}"
            + $"{(others > 0 ? $", and {others} other kinds" : string.Empty)}. {same.Key}";
    }
}
