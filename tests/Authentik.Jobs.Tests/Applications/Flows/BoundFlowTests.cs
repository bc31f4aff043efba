using Authentik.Access;
using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Applications.Flows;

/// <summary>Whether everyone can sign in with a flow, as far as that depends on what is bound to it.</summary>
public sealed class BoundFlowTests : IDisposable
{
    private readonly JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_flow_for_a_group_is_not_one_for_everyone(bool isBound)
    {
        var source = Resources.Flow.MakeIdentity("default-authentication-flow");
        var plan = await new FlowCopying(server.Jobs).PlanAsync(
            source, new FlowCopyRequest("Other", "other", null, false, false), Cancellation);
        var copy = await plan.RunAsync(Cancellation);
        if (isBound)
        {
            await server.BindAsync(copy.Subject!, await server.GroupAsync("some"));
        }

        var loss = await new OwnAccess(server.Jobs.Api).FindLossAsync(AccessChange.Remove(source), Cancellation);
        Assert.Equal(isBound, loss is not null);
    }
}
