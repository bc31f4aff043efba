using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Completes the fields that a list can be ordered by: in ascending order, then with the hyphen for the descending one.</summary>
public sealed class FieldNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters);
        var session = CompletedCommand.FindSession(fakeBoundParameters);
        var fields = (CompletedCommand.FindResource(commandName)?.Fields ?? [])
            .Where(field => field is { IsList: false, IsSecret: false, Type: not (FieldType.Json or FieldType.Shape) })
            .Where(field => CompletedCommand.IsKnown(field.Readable, session))
            .Where(field => !word.IsTyped(field.Property) && !word.IsTyped($"-{field.Property}"))
            .ToList();
        var ascending = fields.Select(field => new Choice(field.Property, $"{field.Name}, lowest first"));
        var descending = fields.Select(field => new Choice($"-{field.Property}", $"{field.Name}, highest first"));
        return CompletionResults.Create(word, ascending.Concat(descending));
    }
}
