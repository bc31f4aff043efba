using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Completes the fields that a list can be ordered by, with the hyphen that was typed before one.</summary>
public sealed class FieldNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var sign = wordToComplete.StartsWith('-') ? "-" : string.Empty;
        var typed = wordToComplete[sign.Length..];
        var fields = CompletedCommand.FindResource(commandName)?.Fields ?? [];
        return fields
            .Where(field => !field.IsWriteOnly && !field.IsList)
            .Where(field => field.Property.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(field => (Text: sign + field.Property, Tip: field.Name))
            .Select(field => CompletionResults.Create(sign.Length == 0 ? field.Text : $"'{field.Text}'", field.Text, field.Tip));
    }
}
