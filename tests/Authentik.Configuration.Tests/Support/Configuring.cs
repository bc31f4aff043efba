using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Support;

/// <summary>Reads and writes the configuration of a server.</summary>
internal static class Configuring
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<ServerState> ReadAsync(this RecordedServer server) =>
        new ServerReader(server.Api, new ReadConfiguration()).ReadAsync(Cancellation);

    /// <summary>Plans how this server becomes as a configuration wants it.</summary>
    public static async Task<(ConfigurationPlan Plan, ServerState Existing)> PlanAsync(
        this RecordedServer server, ConfigurationGraph wanted, Func<ConfigurationObject, bool>? isRemoved = null)
    {
        var existing = await server.ReadAsync();
        var planner = new ConfigurationPlanner(wanted, existing.Graph, field => server.Api.Call.Gate.IsPossible(field.Required));
        return (planner.Plan(isRemoved ?? (_ => false)), existing);
    }

    /// <summary>Makes this server as a configuration wants it.</summary>
    public static async Task<Applied> ApplyAsync(
        this RecordedServer server, ConfigurationGraph wanted, Func<ConfigurationObject, bool>? isRemoved = null)
    {
        var (plan, existing) = await server.PlanAsync(wanted, isRemoved);
        var options = new ApplyOptions
        {
            FindSecret = (name, _) => Task.FromResult(
                name.EndsWith("/key_data", StringComparison.Ordinal) ? null : SecretText.Protect("a-secret-of-the-test")),
        };
        var results = await server.RunAsync(plan, existing, options);
        if (results.Count > 0)
        {
            var left = results.Where(result => result.Failure is not null).Select(result => result.Step.Difference.Object.Key).ToHashSet();
            var rest = await new FollowUp(server.Api, wanted, existing.Graph).PlanAsync(left, Cancellation);
            results.AddRange(await server.RunAsync(rest.Plan, rest.Existing, options));
        }

        return new Applied(results, UndoRecord.Of(plan.Waves.SelectMany(wave => wave), plan.Affected.Select(one => one.Object)));
    }

    /// <summary>Takes back what was applied.</summary>
    public static Task<Applied> UndoAsync(this RecordedServer server, UndoRecord undo)
    {
        var graph = new ConfigurationGraph(server.Session.Book);
        undo.Former.ToList().ForEach(one => graph.Add(one));
        var created = undo.Created.Select(one => one.Key).ToHashSet();
        return server.ApplyAsync(graph, one => created.Contains(one.Key));
    }

    private static async Task<List<StepResult>> RunAsync(
        this RecordedServer server, ConfigurationPlan plan, ServerState existing, ApplyOptions options)
    {
        var steps = new StepRunner(server.Api, new KnownObjects(server.Api, existing.Graph), existing.Writer, options);
        var results = new List<StepResult>();
        await foreach (var result in new PlanRunner(steps, options).RunAsync(plan, Cancellation))
        {
            results.Add(result);
        }

        return results;
    }
}
