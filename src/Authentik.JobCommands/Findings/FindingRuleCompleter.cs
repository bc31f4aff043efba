using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Jobs.Findings.Rules;

namespace Authentik.Commands;

/// <summary>Completes the ids of rules, with what each finds as the tooltip.</summary>
public sealed class FindingRuleCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get($"{wordToComplete?.Trim('\'', '"')}*", WildcardOptions.IgnoreCase);
        return FindingRules.All
            .Where(rule => pattern.IsMatch(rule.Id))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .Select(rule => new CompletionResult(rule.Id, rule.Id, CompletionResultType.ParameterValue, $"{rule.Severity}: {rule.Title}"));
    }
}
