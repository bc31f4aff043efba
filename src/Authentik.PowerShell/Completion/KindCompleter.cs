using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Completes the kinds of a family that the server's version has.</summary>
public sealed class KindCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (CompletedCommand.FindResource(commandName) is not { } resource)
        {
            return [];
        }

        var version = CompletedCommand.FindSession(fakeBoundParameters)?.ServerVersion;
        var kinds = Resources.Book.ListKinds(resource)
            .Where(member => version is null || member.Versions.Contains(version))
            .OrderBy(member => member.Kind, StringComparer.OrdinalIgnoreCase)
            .Select(member => (member.Kind!, member.Title));
        return CompletionResults.Create(wordToComplete, kinds);
    }
}
