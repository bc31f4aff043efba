using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>
/// Completes kinds of objects that the server's version has: of the family of the command, or of all objects of which authentik says what
/// uses them.
/// </summary>
public sealed class KindCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var session = CompletedCommand.FindSession(fakeBoundParameters);
        var kinds = ListKinds(commandName)
            .Where(kind => CompletedCommand.IsKnown(kind.Resource.Versions, session))
            .OrderBy(kind => kind.Name, StringComparer.OrdinalIgnoreCase)
            .Select(kind => new Choice(kind.Name, kind.Resource.Title));
        return CompletionResults.Create(CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters), kinds);
    }

    private static IEnumerable<(string Name, Resource Resource)> ListKinds(string command) =>
        CompletedCommand.FindResource(command) is { } family
            ? Resources.Book.ListKinds(family).Select(member => (member.Kind!, member))
            : Resources.Book.ListUsable().Select(kind => (kind.Noun, kind));
}
