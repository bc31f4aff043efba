using System.Collections;
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
        var typed = wordToComplete.Trim('\'', '"');
        return int.TryParse(typed, out var number)
            ? Units.Select(unit => Create(unit, number))
            : CompletionResults.Create(
                wordToComplete, Examples.Select(example => ($"{example.Unit}={example.Number}", $"{example.Number} {example.Unit}")));
    }

    private static CompletionResult Create(string unit, int number)
    {
        var text = $"{unit}={number}";
        return CompletionResults.Create(text, text, $"{number} {unit}");
    }
}
