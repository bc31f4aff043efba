using System.Text.Json.Nodes;
using Authentik.Configuration.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>Objects that have another name are found by the ids that they had.</summary>
public class RenameTests(ITestOutputHelper output)
{
    public static TheoryData<string> Versions => SandboxServer.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_object_of_each_kind_gets_its_name_back(string version)
    {
        using var server = await ConfiguredServer.CreateSeededAsync(version);
        var before = (await server.ReadAsync()).Graph;
        var renamed = await RenameEachKindAsync(server, before);
        Assert.True(renamed.Count > 40, $"Only {renamed.Count} kinds were renamed.");

        var now = (await server.ReadAsync()).Graph;
        var renames = Renames.Find(before, now, one => one.Id, one => one.Id);
        Assert.Empty(renames.Conflicts);
        var wanted = renames.Translate(before);
        var plan = (await server.PlanAsync(wanted)).Plan;
        Assert.Equal(
            renamed.Order(), plan.Waves.SelectMany(wave => wave).Select(step => step.Difference.Object.Resource.Noun).Order());
        Assert.All(
            plan.Differences.Where(one => one.Action != ConfigurationAction.Unchanged),
            one => Assert.Equal(ConfigurationAction.Rename, one.Action));

        var applied = await server.ApplyAsync(wanted);
        Assert.Empty(applied.Failures.Select(result => $"{result.Step.Difference.Object}: {result.Failure?.Message}"));
        Assert.True((await server.PlanAsync(before)).Plan.IsNothing);
        output.WriteLine($"{version}: {renamed.Count} kinds");
    }

    [Theory]
    [InlineData("another object has it")]
    [InlineData("its own is given to a new object")]
    [InlineData("two change names")]
    public async Task A_name_that_is_taken_is_a_conflict(string why)
    {
        using var server = new ConfiguredServer("2026.2.2");
        await server.AddGroupAsync("made-a");
        await server.AddGroupAsync("made-b");
        var now = (await server.ReadAsync()).Graph;
        var (first, second) = (FindGroup(now, "made-a"), FindGroup(now, "made-b"));
        (ConfigurationObject One, string? Id)[] files = why switch
        {
            "another object has it" => [(Call(first, "made-b"), first.Id)],
            "its own is given to a new object" => [(Call(first, "made-c"), first.Id), (Call(first, "made-a"), null)],
            _ => [(Call(first, "made-b"), first.Id), (Call(second, "made-a"), second.Id)],
        };
        var ids = files.ToDictionary(file => file.One, file => file.Id);
        var wanted = DocumentGraph.Build(now.Book, files.Select(file => file.One));
        Assert.NotEmpty(Renames.Find(wanted, now, one => ids[one], one => one.Id).Conflicts);
    }

    [Fact]
    public async Task References_by_the_former_name_are_found()
    {
        using var server = await ConfiguredServer.CreateSeededAsync("2026.2.2");
        var now = (await server.ReadAsync()).Graph;
        var used = now.Objects.SelectMany(now.ListReferences).ToHashSet();
        var flow = now.Objects.First(one => one.Resource == Resources.Flow && used.Contains(one.Key));
        var wanted = ChangedObject.Replace(now, [Rename(flow)]);
        var built = DocumentGraph.Build(now.Book, wanted.Objects);
        var former = Renames.Find(built, now, one => one.Resource == Resources.Flow ? flow.Id : null, one => one.Id).ListFormer(built);
        Assert.NotEmpty(former);
        Assert.All(former, one => Assert.Equal((flow.Key, $"{flow.Key.Text}-renamed"), (one.To, one.NewName)));
    }

    private static ConfigurationObject FindGroup(ConfigurationGraph graph, string name) =>
        graph.Objects.Single(one => one.Resource == Resources.Group && one.Key.Text == name);

    private static ConfigurationObject Call(ConfigurationObject one, string name)
    {
        var values = (JsonObject)one.Values.DeepClone();
        values["name"] = name;
        return new ConfigurationObject(one.Resource, values);
    }

    // The nouns of the kinds of which one object has another name now.
    private static async Task<IReadOnlyList<string>> RenameEachKindAsync(ConfiguredServer server, ConfigurationGraph before)
    {
        var objects = before.Objects.Where(one => Renames.CanBe(one.Resource) && one.ManagedBy is null).GroupBy(one => one.Resource.Noun)
            .Select(kind => kind.Last()).ToList();
        var applied = await server.ApplyAsync(ChangedObject.Replace(before, objects.Select(Rename)));
        return [.. applied.Results.Where(one => one.Failure is null).Select(one => one.Step.Difference.Object.Resource.Noun)];
    }

    // It keeps its key: it's known by the name that exists.
    private static ConfigurationObject Rename(ConfigurationObject one)
    {
        var values = (JsonObject)one.Values.DeepClone();
        var name = one.Resource.KnownBy[0];
        values[name] = $"{values[name]}-renamed";
        return new ConfigurationObject(one.Resource, values) { Name = one.Name.DeepClone(), Key = one.Key };
    }
}
