using System.Runtime.CompilerServices;

namespace Authentik.Jobs.Findings;

/// <summary>
/// Checks the configuration of a server against rules, a few at once, and returns what each finds, in their order. The lists that rules
/// look at are read once. A rule that can't be evaluated doesn't stop the others.
/// </summary>
internal sealed class ConfigurationCheck(JobClient client, FindingOptions options)
{
    // Each waits for its lists. More at once would only burden the server.
    private const int AtOnce = 4;

    /// <summary>What one rule found, or why it couldn't be evaluated.</summary>
    internal sealed record Outcome(FindingRule Rule, IReadOnlyList<Finding> Findings, Exception? Failure);

    /// <summary>Evaluates the rules, and returns what each found when it's done.</summary>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public async IAsyncEnumerable<Outcome> RunAsync(
        IEnumerable<FindingRule> rules, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var data = new FindingData(client, options, cancellation);
        var ahead = new Queue<Task<Outcome>>();
        foreach (var rule in rules)
        {
            cancellation.ThrowIfCancellationRequested();
            ahead.Enqueue(EvaluateAsync(rule, data));
            if (ahead.Count == AtOnce)
            {
                yield return await ahead.Dequeue();
            }
        }

        while (ahead.TryDequeue(out var next))
        {
            yield return await next;
        }
    }

    /// <summary>
    /// The failures, each with the rules that weren't evaluated because of it: they needed the same list, which was requested once.
    /// </summary>
    public static IEnumerable<(Exception Failure, string Message)> DescribeFailures(IEnumerable<Outcome> outcomes) => outcomes
        .Where(one => one.Failure is not null)
        .GroupBy(one => one.Failure!, one => one.Rule.Id)
        .Select(group => (group.Key, group.Count() == 1
            ? $"The rule {group.First()} was not evaluated. {group.Key.Message}"
            : $"{group.Count()} rules were not evaluated: {string.Join(", ", group)}. {group.Key.Message}"));

    private static async Task<Outcome> EvaluateAsync(FindingRule rule, FindingData data)
    {
        try
        {
            return new Outcome(rule, [.. (await rule.FindAsync(data)).Select(flaw => Make(rule, flaw, data))], null);
        }
        catch (Exception failure) when (JobFailure.CanTell(failure))
        {
            return new Outcome(rule, [], failure);
        }
    }

    private static Finding Make(FindingRule rule, Flaw flaw, FindingData data) => new()
    {
        Rule = rule.Id,
        Severity = rule.Severity,
        Subject = flaw.Subject,
        Kind = flaw.Subject?.DescribeKind() ?? "server",
        Name = flaw.Name ?? flaw.Subject?.ToString() ?? data.Server,
        Why = flaw.Why,
        WhatToDo = flaw.WhatToDo,
        HelpUri = $"{data.Options.Pages}{rule.Id}.md",
    };
}
