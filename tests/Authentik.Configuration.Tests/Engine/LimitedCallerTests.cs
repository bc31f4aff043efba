using Authentik.Configuration.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>What a caller may not view isn't taken for absent, and what somebody else changed meanwhile isn't removed.</summary>
public class LimitedCallerTests
{
    private const string Version = "2026.2.2";

    private const string NoApplications = """
        {
            "pagination": { "next": 0, "count": 0, "current": 1, "total_pages": 1, "start_index": 0, "end_index": 0 },
            "results": []
        }
        """;

    [Fact]
    public async Task A_list_that_only_superusers_get_whole_has_a_gap()
    {
        using var server = await ConfiguredServer.CreateSeededAsync(Version);
        var wanted = (await server.ReadAsync()).Graph;
        server.Session.IsSuperuser = false;
        server.Answers = line => line.StartsWith("GET /core/applications/?", StringComparison.Ordinal)
            ? NoApplications
            : null;

        var (plan, existing) = await server.PlanAsync(wanted);
        Assert.True(existing.Graph.HasGap(Resources.Application));
        var applications = plan.Differences.Where(one => one.Object.Resource == Resources.Application).ToList();
        Assert.NotEmpty(applications);
        Assert.All(applications, one => Assert.Equal(ConfigurationAction.Unknown, one.Action));
        Assert.True(plan.IsNothing);
    }

    [Fact]
    public async Task A_refused_list_makes_nothing_absent()
    {
        using var server = await ConfiguredServer.CreateSeededAsync(Version);
        var wanted = (await server.ReadAsync()).Graph;
        server.Refuses = line => line.StartsWith("GET /core/groups/", StringComparison.Ordinal);
        var plan = (await server.PlanAsync(wanted)).Plan;
        Assert.True(plan.IsNothing);
        Assert.Contains(plan.Differences, one => one.Action == ConfigurationAction.Unknown && one.Object.Resource == Resources.Group);
    }

    [Fact]
    public async Task An_object_that_was_changed_since_the_plan_is_not_removed()
    {
        using var server = await ConfiguredServer.CreateSeededAsync(Version);
        var whole = (await server.ReadAsync()).Graph;
        var group = whole.Objects.First(one => one.Resource == Resources.Group && !one.Values["is_superuser"]!.GetValue<bool>());
        var wanted = new ConfigurationGraph(whole.Book);
        whole.Objects.Where(one => one.Key != group.Key).ToList().ForEach(one => wanted.Add(one));
        server.Rewrites = (line, text) => line.StartsWith("GET /core/groups/", StringComparison.Ordinal)
            && line.Contains(group.Stored!.ValueOf("pk")!.ToString()!, StringComparison.Ordinal)
                ? text.Replace("\"attributes\":{", "\"attributes\":{\"changed\":true,", StringComparison.Ordinal)
                    .Replace("true,}", "true}", StringComparison.Ordinal)
                : text;

        var applied = await server.ApplyAsync(wanted, one => one.Key == group.Key);
        var failure = Assert.Single(applied.Failures);
        Assert.Contains("Somebody changed", failure.Failure!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Writes, line => line.StartsWith("DELETE ", StringComparison.Ordinal));
    }
}
