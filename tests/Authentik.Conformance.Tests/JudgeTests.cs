using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Conformance.Tests.Judging;
using Authentik.Tests.Support;

namespace Authentik.Conformance.Tests;

/// <summary>
/// Has Prism judge by authentik's own documents what New, Set and the commands for actions send: with all parameters of the version,
/// and with the required ones alone.
/// </summary>
public class JudgeTests(Prism prism, ITestOutputHelper output) : IClassFixture<Prism>
{
    private const string Variable = "AUTHENTIK_JUDGE";
    private const string Newest = "2026.8.3";
    private const string AllVersions = "all";

    // A judge that refuses nothing would find nothing.
    private static readonly Attempt WrongType = new(
        "New-AuthentikGroup",
        "a number as name",
        Resources.Group,
        Kind: null,
        api => api.WriteAsync(HttpMethod.Post, "/core/groups/", new JsonObject { ["name"] = 5 }, default));

    public static TheoryData<string> Versions =>
        Environment.GetEnvironmentVariable(Variable) == AllVersions ? ["2024.10.5", "2025.10.4", Newest] : [Newest];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Prism_accepts_what_commands_send(string version)
    {
        Assert.SkipWhen(prism.MissingReason is not null, prism.MissingReason ?? string.Empty);
        var cancellation = TestContext.Current.CancellationToken;
        using var server = await prism.StartAsync(version, cancellation);
        var parsed = ServerVersion.Parse(version);
        using var trial = new Trial(server, parsed, new ValueMaker(parsed, prism.UploadFile));
        Assert.NotEmpty(await trial.JudgeAsync(WrongType));

        await trial.RunAsync(cancellation);

        output.WriteLine(trial.ToString());
        var departures = Departures.List(parsed).Select(one => $"  {one}");
        TestReport.Write($"judge-{version}", ["Requests that Prism judged:", trial.ToString(), .. trial.Refusals, .. departures]);
        Assert.True(
            trial.Refusals.Count == 0,
            string.Join(Environment.NewLine, trial.Refusals.Prepend($"{trial.Refusals.Count} refusals:")));
        Assert.Empty(trial.Unused);
        Assert.True(trial.Requests > 500, "few requests were judged");
    }
}
