using Authentik.Book;
using Authentik.Jobs.Findings.Rules;
using Authentik.Jobs.Tests.Findings.Cases;
using Authentik.Jobs.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Jobs.Tests.Findings;

public class FindingRuleTests
{
    private static readonly IReadOnlyList<RuleCase> Cases = [.. PeopleCases.All, .. FlowCases.All, .. ApplicationCases.All,
        .. OtherCases.All];

    // Those between which rules read something else. All others are tried with all rules at once, as installed.
    private static readonly IReadOnlyList<string> Versions = ["2024.8.6", "2025.4.4", "2025.10.4", "2026.8.3"];

    public static TheoryData<string> Rules => [.. FindingRules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Finds_what_breaks_it_and_nothing_when_it_is_mended(string rule)
    {
        var one = Cases.Single(one => one.Rule == rule);
        foreach (var version in Versions.Where(text => one.Versions.Contains(ServerVersion.Parse(text))))
        {
            using var server = new FindingServer(version);
            if (one.Prepares is not null)
            {
                await one.Prepares(server);
            }

            var before = await ListAsync(server, rule);
            Assert.DoesNotContain(one.Name, before);
            var mend = await one.Breaks(server);
            Assert.Equal([.. before.Append(one.Name).Order(StringComparer.Ordinal)], await ListAsync(server, rule));
            await mend();
            Assert.Equal(before, await ListAsync(server, rule));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Says_what_to_do_as_a_command_that_exists(string rule)
    {
        var one = Cases.Single(one => one.Rule == rule);
        using var server = new FindingServer("2026.8.3");
        if (one.Prepares is not null)
        {
            await one.Prepares(server);
        }

        await one.Breaks(server);
        var finding = (await server.FindAsync(null, rule)).Single(found => found.Name == one.Name);
        Assert.Empty(TypedLine.ListUnknown(finding.WhatToDo));
        Assert.Matches(@"^[^\s].*\.$", finding.Why);
        Assert.InRange(finding.Why.Length, 30, 260);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Has_a_page(string rule)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "findings", $"{rule}.md"));
        var known = FindingRules.All.Single(one => one.Id == rule);
        Assert.StartsWith($"# {rule}\n", page, StringComparison.Ordinal);
        Assert.Contains($"**{known.Severity}**", page, StringComparison.Ordinal);
        Assert.Contains($"]({rule}.md)", File.ReadAllText(Path.Combine(Repository.Root, "docs", "findings", "index.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_unique_and_short() => Assert.All(
        FindingRules.All.GroupBy(rule => rule.Id),
        rules => Assert.True(rules.Count() == 1 && rules.Key.Length <= 30, rules.Key));

    private static async Task<IReadOnlyList<string>> ListAsync(FindingServer server, string rule) =>
        [.. (await server.FindAsync(null, rule)).Select(finding => finding.Name).Order(StringComparer.Ordinal)];
}
