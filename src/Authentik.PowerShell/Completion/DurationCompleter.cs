using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Completes durations: examples, or the units of a number that was typed.</summary>
public sealed class DurationCompleter : IArgumentCompleter
{
    private static readonly string[] Units = ["seconds", "minutes", "hours", "days", "weeks"];

    private static readonly (string Unit, int Number)[] Examples =
        [("minutes", 5), ("minutes", 30), ("hours", 1), ("hours", 8), ("days", 1), ("days", 30)];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters);
        var isNumber = int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber
            ? Units.Select(unit => CompletionResults.Create($"'{unit}={number}'", $"{unit}={number}", $"{number} {unit}"))
            : CompletionResults.Create(word, Examples.Select(Describe));
    }

    private static Choice Describe((string Unit, int Number) choice) =>
        new($"{choice.Unit}={choice.Number}", $"{choice.Number} {choice.Unit}");
}
