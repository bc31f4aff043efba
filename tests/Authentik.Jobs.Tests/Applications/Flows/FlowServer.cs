using Authentik.Book;
using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Applications.Flows;

/// <summary>Flows and stages on the server of a test.</summary>
internal static class FlowServer
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<AuthentikObject> CreateAsync(
        this JobServer server, Resource resource, params (string Name, object? Value)[] values) =>
        server.Jobs.CreateAsync<AuthentikObject>(resource, values.ToDictionary(one => one.Name, one => one.Value), Cancellation);

    public static async Task<AuthentikObject> StageAsync(this JobServer server, string name) =>
        await server.CreateAsync(Resources.DenyStage, ("name", name));

    /// <summary>A flow with stages of these numbers: <c>a10 b20</c>.</summary>
    public static async Task<Flow> FlowAsync(this JobServer server, string slug, string stages)
    {
        var flow = (Flow)await server.CreateAsync(
            Resources.Flow, ("name", slug), ("slug", slug), ("title", "Title"), ("designation", "enrollment"));
        foreach (var text in stages.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var stage = await server.Jobs.FindAsync<AuthentikObject>(Resources.Stage, text[..1], Cancellation)
                ?? await server.StageAsync(text[..1]);
            await server.CreateAsync(
                Resources.FlowStageBinding,
                ("target", Resources.Flow.MakeIdentity(flow)),
                ("stage", Resources.Stage.MakeIdentity(stage)),
                ("order", int.Parse(text[1..], null)));
        }

        server.Log.Warnings.Clear();
        return flow;
    }

    /// <summary>The stages of a flow with their numbers.</summary>
    public static async Task<string> ShowAsync(this JobServer server, string slug)
    {
        var flow = (await server.Jobs.FindAsync<Flow>(Resources.Flow, slug, Cancellation))!;
        return string.Join(' ', (await server.Jobs.ReadSequenceAsync(flow, Cancellation)).Select(one => $"{one.NameStage()}{one.Order}"));
    }

    public static async Task BindAsync(this JobServer server, AuthentikObject target, AuthentikObject subject, int order = 0)
    {
        var field = subject is Group ? "group" : "policy";
        await server.CreateAsync(
            Resources.PolicyBinding,
            ("target", new AnyIdentity(target)),
            (field, (subject is Group ? Resources.Group : Resources.Policy).MakeIdentity(subject)),
            ("order", order),
            ("negate", true),
            ("timeout", 17));
    }
}
