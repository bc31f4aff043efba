using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Completes the fields that a list can be ordered by; a hyphen before one is kept.</summary>
public sealed class FieldNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var sign = wordToComplete.StartsWith('-') ? "-" : string.Empty;
        var fields = CommandFacts.ResourceOf(commandName)?.Fields ?? [];
        return fields
            .Where(field => !field.IsWriteOnly && !field.IsList && field.Property.StartsWith(wordToComplete[sign.Length..], StringComparison.OrdinalIgnoreCase))
            .Select(field => new CompletionResult(sign.Length == 0 ? field.Property : $"'-{field.Property}'", sign + field.Property, CompletionResultType.ParameterValue, field.Name));
    }
}
