using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Profiles;

namespace Authentik.Commands;

/// <summary>Completes the names of the saved profiles.</summary>
public sealed class ProfileCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, new ProfileStore().Names.Select(name => (name, name)));
}
