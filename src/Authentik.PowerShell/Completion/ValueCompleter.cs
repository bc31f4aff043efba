using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Completes the values of a parameter that has a set of them, as the connected server's version knows them.</summary>
public sealed class ValueCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var values = CommandFacts.ValuesOf(commandName, parameterName);
        return values is null
            ? Completions.Of(wordToComplete.TrimStart('$'), [("true", "true"), ("false", "false")]).Select(AsVariable)
            : Completions.Of(wordToComplete, values.Values.Where(value => IsKnown(value, CompletionSession.Of(fakeBoundParameters))).Select(value => (value.Text, value.Help)));
    }

    private static bool IsKnown(EnumValue value, Session? session) => session?.ServerVersion is not { } version || value.Versions.Contains(version)
        || Resources.Book.Knows(version) == VersionKnowledge.Newer;

    private static CompletionResult AsVariable(CompletionResult flag) =>
        new($"${flag.CompletionText}", $"${flag.CompletionText}", CompletionResultType.ParameterValue, flag.ToolTip);
}
