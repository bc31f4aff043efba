using System.Text.RegularExpressions;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>The errors that people see, each as a whole, and whether it says what to do.</summary>
internal static partial class Errors
{
    /// <summary>
    /// Joins what one exception is given. A sentence outside every call is an error alone, because a method returns it for one.
    /// </summary>
    public static IEnumerable<Sentence> Join(IEnumerable<Sentence> texts) =>
        from text in texts
        where text.Kind == TextKind.Message && Module().IsMatch(text.Place) && IsError(text)
        group text by text.Call is null ? text.Place : $"{FileOf(text)}({text.CallAt})" into parts
        let first = parts.First()
        select first with { Kind = TextKind.Error, Text = string.Join(' ', parts.Select(part => part.Text.Trim())) };

    /// <summary>Whether a sentence tells the reader what to do.</summary>
    public static bool SaysWhatToDo(string text) => Instruction().IsMatch(text);

    private static bool IsError(Sentence text) => text.Call is { } call
        ? call.EndsWith("Exception", StringComparison.Ordinal)
        : text.IsStart && text.IsEnd;

    private static string FileOf(Sentence text) => text.Place[..text.Place.IndexOf(':', StringComparison.Ordinal)];

    [GeneratedRegex(@"^src/Authentik\.(Client|PowerShell|Transport)/")]
    private static partial Regex Module();

    // The verb stands where a sentence, or a part of one, begins.
    [GeneratedRegex(
        @"(?:^|[.?!:,;)] |\{\} (?=[A-Z])|\bor |\bthen )(?i:add|allow|ask|change|check|choose|connect|copy|create|get|give|omit|pipe|remove|"
        + @"rename|renew|run|save|see|select|set|specify|try|use(?! of)|wait|write)\b")]
    private static partial Regex Instruction();
}
