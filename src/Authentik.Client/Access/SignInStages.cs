using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Access;

/// <summary>The stages that a flow needs to sign people in, and their bindings.</summary>
internal sealed class SignInStages(ApiClient api, Lookup lookup, FlowStages stages, SignInFlows flows) : IAccessRule
{
    /// <inheritdoc/>
    public async Task<AccessLoss?> FindLossAsync(AccessChange change, CancellationToken cancellation)
    {
        var target = change.Target.Object ?? await lookup.FindAsync(change.Target, cancellation);
        var isBinding = change.Target.Resource.Noun == "FlowStageBinding";
        var kind = isBinding ? stages.FindBound(target) : stages.FindNeeded(target);
        if (kind is null || (!change.IsRemoval && !await TakesAsync(change, target, cancellation)))
        {
            return null;
        }

        var taken = isBinding ? [target] : await stages.ListBindingsAsync("stage", target.ValueOf("pk"), cancellation);
        var ids = taken.Select(FlowStages.IdOf).OfType<Guid>().ToHashSet();
        var effect = change.IsRemoval ? $"Removing its {kind.Title}" : $"Taking away its {kind.Title}";
        foreach (var flow in taken.Select(binding => binding.ValueOf("target")).Distinct())
        {
            if (await FindLossAsync(flow, ids, effect, cancellation) is { } loss)
            {
                return loss;
            }
        }

        stages.Forget(ids);
        return null;
    }

    // Another stage of the same kind does the same.
    private async Task<bool> TakesAsync(AccessChange change, AuthentikObject binding, CancellationToken cancellation)
    {
        if (change.Get("target") is Identity flow
            && !Equals(await lookup.FindReferenceAsync(flow, cancellation), binding.ValueOf("target")))
        {
            return true;
        }

        return change.Get("stage") is Identity stage
            && stages.FindNeeded(await lookup.FindAsync(stage, cancellation)) != stages.FindBound(binding);
    }

    private async Task<AccessLoss?> FindLossAsync(object? id, HashSet<Guid> taken, string effect, CancellationToken cancellation)
    {
        if (!await stages.DependsOnAsync(id, taken, cancellation))
        {
            return null;
        }

        var flow = await lookup.FindAsync(api.Session.Book["Flow"].MakeIdentity(id!, isId: true), cancellation);
        return await flows.FindLossAsync(flow, effect, cancellation);
    }
}
