using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Completes the names of the open sessions.</summary>
public sealed class SessionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters);
        var sessions = SessionStore.Current.Sessions.Select(session => new Choice(session.Name, $"{session.Username} on {session.Uri}"));
        return CompletionResults.Create(word, sessions);
    }
}
