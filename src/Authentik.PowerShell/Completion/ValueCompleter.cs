using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Completes the values that a parameter takes in the version of the server: those of a set, or true and false.</summary>
public sealed class ValueCompleter : IArgumentCompleter
{
    private static readonly string[] Booleans = ["$true", "$false"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (CompletedCommand.FindTransform(commandName, parameterName)?.Values is not { } values)
        {
            return Booleans
                .Where(value => value.TrimStart('$').StartsWith(wordToComplete.TrimStart('$'), StringComparison.OrdinalIgnoreCase))
                .Select(value => CompletionResults.Create(value, value, value.TrimStart('$')));
        }

        var session = CompletedCommand.FindSession(fakeBoundParameters);
        var valid = values.Values.Where(value => IsKnown(value, session)).Select(value => (value.Text, value.Help));
        return CompletionResults.Create(wordToComplete, valid);
    }

    private static bool IsKnown(EnumValue value, Session? session) => session?.ServerVersion is not { } version
        || value.Versions.Contains(version)
        || Resources.Book.Classify(version) == VersionStanding.Newer;
}
