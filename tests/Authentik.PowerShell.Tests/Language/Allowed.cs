namespace Authentik.PowerShell.Tests.Language;

/// <summary>Texts that break a rule with a reason. The test fails on an entry that isn't needed anymore.</summary>
internal static class Allowed
{
    /// <summary>The rule, a part of the place and text, and the reason.</summary>
    public static IReadOnlyList<(string Rule, string Text, string Reason)> All { get; } =
    [
        (Rules.Start, "src/Authentik.Client/Values/JsonWriting.cs", "What is wrong with a value. The name of the field is put before it."),
        (Rules.Start, "the connection was not established within", "The address is put before it."),
        (Rules.Contraction, "src/Authentik.Sandbox/", "What the sandbox answers are authentik's own words."),
        (Rules.Contraction, "'Guests cannot do this.'", "A contraction's apostrophe would end the string of the example."),
    ];

    /// <summary>Whether a text may break a rule.</summary>
    public static bool Contains(Rule rule, Sentence sentence) =>
        All.Any(one => one.Rule == rule.Name && sentence.ToString().Contains(one.Text, StringComparison.Ordinal));
}
