namespace Authentik.PowerShell.Tests.Language;

/// <summary>Texts that break a rule with a reason. The test fails on an entry that isn't needed anymore.</summary>
internal static class Allowed
{
    /// <summary>The rule, a part of the place and text, and the reason.</summary>
    public static IReadOnlyList<(string Rule, string Text, string Reason)> All { get; } =
    [
        (Rules.Start, "src/Authentik.Client/Values/JsonWriting.cs", "What is wrong with a value. The name of the field is put before it."),
        (Rules.Start, "the connection was not established within", "The address is put before it."),
        (Rules.Start, "Content-Encoding header", "The address is put before it."),
        (Rules.Contraction, "src/Authentik.Sandbox/", "What the sandbox answers are authentik's own words."),
        (Rules.Contraction, "'Guests cannot do this.'", "A contraction's apostrophe would end the string of the example."),
        (Rules.NextStep, "src/Authentik.Client/Book/BookIndex.cs", "A fault of the module, which no input can cause."),
        (Rules.NextStep, "src/Authentik.Client/Book/Resource.cs", "A fault of the module, which no input can cause."),
        (Rules.NextStep, "A field can't have the type", "A fault of the module, which no input can cause."),
        (Rules.NextStep, "Authentication credentials were not provided.", "The server's words, with which a response is compared."),
        (Rules.NextStep, "The {} is so already. Nothing was sent.", "A line of the verbose stream, not an error."),
        (Rules.NextStep, "Redirects are never followed", "A part of two messages, each of which says what to do."),
        (Rules.NextStep, "src/Authentik.Client/Access/", "Reasons and effects. AccessLoss adds what to do."),
        (Rules.NextStep, "src/Authentik.Client/Http/RequestLog.cs", "Lines of the debug stream, not errors."),
        (Rules.NextStep, "src/Authentik.Client/Comparing/WriteCheck.cs", "Warnings, not errors: the change was made."),
        (Rules.NextStep, "src/Authentik.Client/Profiles/Profile.cs", "The method Unusable adds what to do."),
        (Rules.NextStep, "No profile is saved.", "A part of the message of a profile that was not found."),
        (Rules.NextStep, "It requires {}. Versions that support it: {}.", "A part of two messages, each of which says what to do."),
        (Rules.NextStep, "{} isn't supported by authentik {}", "What to do is a value: Alternative, or OtherServer."),
        (Rules.NextStep, "{} can't be null. {}", "What to do is a value: the advice of ValueTarget."),
        (Rules.NextStep, "src/Authentik.Client/Naming/Suggestions.cs", "A part of the message of a name that was not found."),
        (Rules.NextStep, "wasn't specified: ", "Verbose lines, not errors."),
        (Rules.NextStep, "from the pipeline is used as ", "A verbose line, not an error."),
        (Rules.NextStep, "authentik doesn't know {}, so ", "Verbose lines, not errors."),
        (Rules.NextStep, "has the values of the row already", "A verbose line, not an error."),
        (Rules.NextStep, "so its id is shown", "A verbose line, not an error."),
        (Rules.NextStep, "{}Use ", "What is used is said after the suggestion, which can be empty."),
        (Rules.NextStep, "{} Nothing was sent for it.", "The problem, which comes first, says what to do."),
        (Rules.NextStep, "src/Authentik.PowerShell/Binding/IdentityTransformAttribute.cs", "What to do is a value: what can be piped."),
        (Rules.NextStep, "{} failed. {}", "What to do is a value: the reason."),
        (Rules.NextStep, "{} The row wasn't sent.", "The problem, which comes first, says what to do."),
        (Rules.NextStep, "src/Authentik.PowerShell/Sessions/SandboxServer.cs", "The method Invalid adds an example."),
        (Rules.NextStep, "src/Authentik.Transport/FaultReader.cs", "Why no response arrived. ErrorText adds what to do."),
        (Rules.NextStep, "src/Authentik.Transport/ResponseCapture.cs", "Why a response can't be read. ErrorText adds what to do."),
        (Rules.NextStep, "src/Authentik.Client/Naming/AnyIdentity.cs", "TextFlaw says what is wrong and what to do."),
        (Rules.NextStep, "src/Authentik.Client/Errors/TextFlaw.cs", "What is wrong, which ends with what to do, follows its subject."),
        (Rules.NextStep, "The name of the {} {}", "TextFlaw says what is wrong and what to do."),
        (Rules.NextStep, "src/Authentik.PowerShell/Runtime/BulkCount.cs", "Figures for the verbose stream, not errors."),
    ];

    /// <summary>Whether a text may break a rule.</summary>
    public static bool Contains(Rule rule, Sentence sentence) =>
        All.Any(one => one.Rule == rule.Name && sentence.ToString().Contains(one.Text, StringComparison.Ordinal));
}
