using System.Management.Automation;
using Authentik.Jobs.Findings.Rules;

namespace Authentik.Commands;

/// <summary>Gets the rules that Get-AuthentikFinding evaluates. No request is sent.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikFindingRule")]
[OutputType(typeof(FindingRule))]
public sealed class GetFindingRuleCommand : PSCmdlet
{
    /// <summary>Specifies the ids of the rules. Wildcards are permitted. The default is all rules.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FindingRuleCompleter))]
    public string[] Rule { get; set; } = ["*"];

    /// <summary>Specifies the severities of the rules. The default is all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public FindingSeverity[] Severity { get; set; } = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var patterns = Rule.Select(one => WildcardPattern.Get(one, WildcardOptions.IgnoreCase)).ToList();
        WriteObject(
            FindingRules.All.Where(rule => patterns.Exists(one => one.IsMatch(rule.Id))
                && (Severity.Length == 0 || Severity.Contains(rule.Severity))),
            enumerateCollection: true);
    }
}
