using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Completes the values that a parameter takes in the version of the server: those of a set, or true and false.</summary>
public sealed class ValueCompleter : IArgumentCompleter
{
    private static readonly string[] Booleans = ["$true", "$false"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters);
        if (CompletedCommand.FindTransform(commandName, parameterName)?.Values is not { } values)
        {
            return Booleans
                .Where(value => value.TrimStart('$').StartsWith(word.Text.TrimStart('$'), StringComparison.OrdinalIgnoreCase))
                .Select(value => CompletionResults.Create(value, value, value.TrimStart('$')));
        }

        var session = CompletedCommand.FindSession(fakeBoundParameters);
        var valid = values.Values.Where(value => CompletedCommand.IsKnown(value.Versions, session));
        return CompletionResults.Create(word, valid.Select(value => new Choice(value.Text, value.Help)));
    }
}
