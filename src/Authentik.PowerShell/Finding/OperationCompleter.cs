using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Completes areas of the API and operation ids.</summary>
public sealed class OperationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var tags = Catalog.Tags.Select(tag => (tag, $"All of /{tag}/"));
        return Completions.Of(wordToComplete, tags.Concat(Catalog.Entries.Select(entry => (entry.Operation.OperationId, $"{entry.Operation}")).Distinct()));
    }
}
