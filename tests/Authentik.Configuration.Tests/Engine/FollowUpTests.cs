using Authentik.Configuration.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>
/// When an object is saved, authentik resumes its paused schedules. An apply pauses them again, also where nobody mentioned them.
/// </summary>
public class FollowUpTests
{
    private const string Resumed = "\"paused\":false";
    private const string Paused = "\"paused\":true";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Schedules_stay_paused(bool isWanted)
    {
        using var server = await ConfiguredServer.CreateSeededAsync("2026.2.2");
        var before = (await server.ReadAsync()).Graph;
        before.Objects.First(one => one.Resource == Resources.TaskSchedule).Values["paused"] = true;
        var pause = Assert.Single((await server.ApplyAsync(before)).Results);
        var flow = before.Objects.Where(one => one.Resource == Resources.Flow).Select(ChangedObject.Make).First()!.Value.Object;
        var wanted = new ConfigurationGraph(before.Book);
        wanted.Add(flow);
        before.Objects.Where(_ => isWanted).ToList().ForEach(one => wanted.Add(one));

        var isSaved = false;
        server.Before = line => isSaved |= line.StartsWith("PATCH /flows/instances/", StringComparison.Ordinal);
        server.Rewrites = (line, text) => isSaved && line.StartsWith("GET /tasks/schedules/", StringComparison.Ordinal)
            ? text.Replace(Paused, Resumed, StringComparison.Ordinal)
            : text;
        var applied = await server.ApplyAsync(wanted);

        Assert.Empty(applied.Failures);
        Assert.Equal(["Flow", "TaskSchedule"], applied.Results.Select(result => result.Step.Difference.Object.Resource.Noun));
        Assert.Equal(pause.Step.Difference.Object.Key, applied.Results[^1].Step.Difference.Object.Key);
    }
}
