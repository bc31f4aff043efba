using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Completes the kinds of objects of which authentik says what uses them.</summary>
public sealed class UsedByKindCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionResults.Create(wordToComplete, GetUsedByCommand.ListKinds().Select(kind => (kind.Noun, kind.Title)));
}
