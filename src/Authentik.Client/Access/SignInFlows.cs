using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Access;

/// <summary>
/// The flows that people sign in with in a browser: that of the brand, or else the first authentication flow, by slug, whose policies pass.
/// A new installation has a second one, but its policy lets only users of sources in. So a flow counts as one for everyone if nothing is
/// bound to it, and if it has the stages for it.
/// </summary>
internal sealed class SignInFlows(ApiClient api, FlowStages stages) : IAccessRule
{
    private const string Authentication = "authentication";

    private readonly ObjectSource objects = new(api);
    private readonly Lookup lookup = new(api);
    private readonly List<Guid> gone = [];
    private IReadOnlyList<AuthentikObject>? brands;

    /// <inheritdoc/>
    public Task<AccessLoss?> FindLossAsync(AccessChange change, CancellationToken cancellation) =>
        change.Target.Resource.Noun == "Brand" ? FindBrandLossAsync(change, cancellation) : FindFlowLossAsync(change, cancellation);

    private async Task<AccessLoss?> FindBrandLossAsync(AccessChange change, CancellationToken cancellation)
    {
        var chosen = change.Get("flow_authentication") as Identity;
        var clears = change.Sets("flow_authentication") && chosen is null;
        var leaves = change.IsRemoval || clears || change.Get("default") is false;
        if (chosen is null && !leaves)
        {
            return null;
        }

        var brand = change.Target.Object ?? await lookup.FindAsync(change.Target, cancellation);
        var isDefault = brand.ValueOf("default") is true;
        if (chosen is not null && isDefault && await FindFlawAsync(chosen, cancellation) is { } flaw)
        {
            return flaw;
        }

        // The domain of another brand gets the default brand.
        var isLast = leaves && (clears || isDefault) && await FindFallbackAsync(without: null, cancellation) is null;
        return isLast ? Lose($"Brand '{brand}' has the only flow that everyone can sign in with.", Describe(change)) : null;
    }

    private async Task<AccessLoss?> FindFlawAsync(Identity chosen, CancellationToken cancellation)
    {
        var flow = chosen.Object ?? await lookup.FindAsync(chosen, cancellation);
        return IsOpen(flow.ValueOf("authentication") as string) && await SignsEveryoneInAsync(flow, cancellation) ? null : Lose(
            $"Flow '{chosen}' doesn't sign everyone in: it lacks an identification or user login stage, or not everyone can start it.",
            "This change");
    }

    private async Task<bool> SignsEveryoneInAsync(AuthentikObject flow, CancellationToken cancellation) =>
        await stages.SignInAsync(flow.ValueOf("pk"), cancellation) && !await HasBindingsAsync(flow, cancellation);

    private async Task<AccessLoss?> FindFlowLossAsync(AccessChange change, CancellationToken cancellation)
    {
        var restricts = change.Get("authentication") is string who && !IsOpen(who);
        var redesignates = change.Get("designation") is string purpose && purpose != Authentication;
        if (!change.IsRemoval && !restricts && !redesignates)
        {
            return null;
        }

        var flow = change.Target.Object ?? await lookup.FindAsync(change.Target, cancellation);
        return await FindLossAsync(
            flow,
            leavesBrand: change.IsRemoval || restricts,
            stays: restricts && !change.IsRemoval,
            Describe(change),
            cancellation);
    }

    /// <summary>What is lost when nobody can sign in with a flow anymore; null for nothing.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="change">What is done to it, as the beginning of a sentence.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<AccessLoss?> FindLossAsync(AuthentikObject flow, string change, CancellationToken cancellation) =>
        FindLossAsync(flow, leavesBrand: true, stays: true, change, cancellation);

    private async Task<AccessLoss?> FindLossAsync(
        AuthentikObject flow, bool leavesBrand, bool stays, string change, CancellationToken cancellation)
    {
        var id = (Guid)flow.FindId(flow.Resource!)!;
        var uses = await ListUsesAsync(id, flow, leavesBrand, cancellation);
        if (uses.Count == 0)
        {
            return null;
        }

        // The flow of a brand that stays there is shown to everyone, and lets nobody in.
        var isStuck = stays && uses.Any(brand => Equals(brand?.ValueOf("flow_authentication"), id));
        if (!isStuck && await FindFallbackAsync(id, cancellation) is not null)
        {
            gone.Add(id);
            return null;
        }

        var place = uses[0] is { } used ? $" on brand '{used}'" : string.Empty;
        return Lose($"Flow '{flow}' is the only flow that everyone can sign in with{place}.", change);
    }

    private static string Describe(AccessChange change) => change.IsRemoval ? "Removing it" : "This change";

    private static AccessLoss Lose(string reason, string change) => new(reason, $"{change} would leave no way to sign in with a browser.");

    // The brands whose users would sign in with another flow; null for a server that has no brand.
    private async Task<IReadOnlyList<AuthentikObject?>> ListUsesAsync(
        Guid id, AuthentikObject flow, bool leavesBrand, CancellationToken cancellation)
    {
        brands ??= await objects.SearchAsync(api.Session.Book["Brand"], [], _ => true, cancellation);
        var isFallback = flow.ValueOf("designation") as string == Authentication;
        var used = brands.Where(brand => brand.ValueOf("flow_authentication") is Guid own ? leavesBrand && own == id : isFallback).ToList();
        return brands.Count == 0 && isFallback ? [null] : [.. used];
    }

    private async Task<AuthentikObject?> FindFallbackAsync(Guid? without, CancellationToken cancellation)
    {
        var flows = await objects.SearchAsync(
            api.Session.Book["Flow"],
            [new("designation", Authentication)],
            flow => flow.ValueOf("designation") as string == Authentication && IsOpen(flow.ValueOf("authentication") as string),
            cancellation);
        foreach (var flow in flows.Where(flow => flow.FindId(flow.Resource!) is Guid id && id != without && !gone.Contains(id)))
        {
            if (await SignsEveryoneInAsync(flow, cancellation))
            {
                return flow;
            }
        }

        return null;
    }

    private async Task<bool> HasBindingsAsync(AuthentikObject flow, CancellationToken cancellation)
    {
        if (flow.ValueOf("policies") is IReadOnlyList<Guid> { Count: > 0 })
        {
            return true;
        }

        // Groups and users that are bound aren't policies. The server finds them by the flow's id as a target, and shows its own id.
        var target = flow.ValueOf("policybindingmodel_ptr_id");
        var bound = await objects.SearchAsync(
            api.Session.Book["PolicyBinding"],
            [new("target", $"{target}")],
            binding => binding.ValueOf("enabled") is not false
                && (Equals(binding.ValueOf("target"), target) || Equals(binding.ValueOf("target"), flow.ValueOf("pk"))),
            cancellation);
        return bound.Count > 0;
    }

    private static bool IsOpen(string? who) => who is null or "none" or "require_unauthenticated";
}
