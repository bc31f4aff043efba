using System.Management.Automation;
using Authentik.Jobs;
using Authentik.Jobs.Findings;
using Authentik.Jobs.Findings.Rules;

namespace Authentik.Commands;

/// <summary>Checks the configuration of a server, and returns what deserves a look.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikFinding")]
[OutputType(typeof(Finding))]
public sealed class GetFindingCommand : SessionCommand
{
    private readonly List<ConfigurationCheck.Outcome> outcomes = [];

    /// <summary>Specifies the rules to evaluate, by their ids. Wildcards are permitted. The default is all rules.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FindingRuleCompleter))]
    public string[] Rule { get; set; } = [];

    /// <summary>Specifies rules to leave out, by their ids. Wildcards are permitted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FindingRuleCompleter))]
    public string[] ExcludeRule { get; set; } = [];

    /// <summary>Specifies the severities to return. Rules of others aren't evaluated. The default is all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public FindingSeverity[] Severity { get; set; } = [];

    /// <summary>Specifies the names of the objects to return findings of. Wildcards are permitted. The default is all objects.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// Specifies how old a token may be: a number of days, or a duration such as '26 weeks'. The default is 365 days.
    /// </summary>
    [Parameter]
    [SpanTransform, ArgumentCompleter(typeof(DurationCompleter))]
    public Duration SecretAge { get; set; } = new(TimeSpan.FromDays(365));

    /// <summary>
    /// Specifies how long before its end a certificate is found: a number of days, or a duration. The default is 30 days.
    /// </summary>
    [Parameter]
    [SpanTransform, ArgumentCompleter(typeof(DurationCompleter))]
    public Duration ExpiresWithin { get; set; } = new(TimeSpan.FromDays(30));

    /// <summary>
    /// Specifies for how long a superuser may not have signed in: a number of days, or a duration. The default is 90 days.
    /// </summary>
    [Parameter]
    [SpanTransform, ArgumentCompleter(typeof(DurationCompleter))]
    public Duration InactiveFor { get; set; } = new(TimeSpan.FromDays(90));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RunOrThrow(null, async token =>
        {
            var session = FindSession((AuthentikObject?)null);
            var rules = FindRules();
            ObjectCount = rules.Count;
            var check = new ConfigurationCheck(new JobClient(GetClient(session)), CreateOptions());
            await foreach (var outcome in check.RunAsync(rules, token))
            {
                outcomes.Add(outcome with { Findings = [] });
                await WriteAsync(outcome.Findings.Where(IsWanted));
                PostDone();
            }

            await OnPipelineAsync(WriteFailures);
        });
        base.EndProcessing();
    }

    private FindingOptions CreateOptions()
    {
        var options = new FindingOptions
        {
            SecretAge = SecretAge.TimeSpan,
            ExpiresWithin = ExpiresWithin.TimeSpan,
            InactiveFor = InactiveFor.TimeSpan,
        };

        // Only the manifest of a package has the address of the project.
        return MyInvocation.MyCommand.Module?.ProjectUri is { } project
            ? options with { Pages = $"{project.AbsoluteUri.TrimEnd('/')}/blob/HEAD/{options.Pages}" }
            : options;
    }

    private IReadOnlyList<FindingRule> FindRules()
    {
        var missing = Rule.Concat(ExcludeRule).FirstOrDefault(name => !FindingRules.All.Any(rule => Matches(name, rule.Id)));
        if (missing is not null)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"There is no rule '{missing}'. {NearestName.Ask(missing, FindingRules.All.Select(rule => rule.Id))}"
                    + "Get-AuthentikFindingRule lists the rules.",
                missing);
        }

        return
        [
            .. FindingRules.All.Where(rule => (Rule.Length == 0 || Rule.Any(name => Matches(name, rule.Id)))
                && !ExcludeRule.Any(name => Matches(name, rule.Id))
                && (Severity.Length == 0 || Severity.Contains(rule.Severity))),
        ];
    }

    private bool IsWanted(Finding finding) => Name.Length == 0 || Name.Any(name => Matches(name, finding.Name));

    private static bool Matches(string pattern, string name) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name);

    // One list that can't be read is told once, with all rules that need it.
    private void WriteFailures()
    {
        foreach (var (failure, message) in ConfigurationCheck.DescribeFailures(outcomes))
        {
            var record = ErrorRecords.Create(failure, null);
            record.ErrorDetails = new ErrorDetails(message);
            WriteError(record);
        }
    }
}
