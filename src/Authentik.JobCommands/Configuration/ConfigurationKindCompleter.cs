using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Completes the kinds of objects that a configuration consists of, and their families.</summary>
public sealed class ConfigurationKindCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var kinds = Resources.Book.ListConfiguration().ToList();
        var choices = kinds.Select(kind => kind.Noun).Union(kinds.Select(kind => kind.Family).OfType<string>()).Append(Resources.User.Noun)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(noun => new Choice(noun, Resources.Book[noun].Title));
        return CompletionResults.Create(CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters), choices);
    }
}
