using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Access;

/// <summary>
/// The stages without which a flow signs nobody in: the one that asks who it is, and the one that makes the session. Others, such as a
/// password or a second factor, can be missing.
/// </summary>
internal sealed class SignInStages(ApiClient api, Lookup lookup, SignInFlows flows) : IAccessRule
{
    private static readonly string[] Needed = ["IdentificationStage", "UserLoginStage"];

    private readonly ObjectSource objects = new(api);
    private readonly HashSet<Guid> gone = [];

    private BookIndex Book => api.Session.Book;

    /// <inheritdoc/>
    public async Task<AccessLoss?> FindLossAsync(AccessChange change, CancellationToken cancellation)
    {
        var target = change.Target.Object ?? await lookup.FindAsync(change.Target, cancellation);
        var isBinding = change.Target.Resource.Noun == "FlowStageBinding";
        if (FindNeeded(isBinding ? target.ValueOf("stage_obj") as AuthentikObject : target) is not { } kind)
        {
            return null;
        }

        var removed = isBinding ? [target] : await ListBindingsAsync("stage", target.ValueOf("pk"), cancellation);
        var ids = removed.Select(binding => binding.ValueOf("pk")).OfType<Guid>().ToHashSet();
        foreach (var flow in removed.Select(binding => binding.ValueOf("target")).Distinct())
        {
            if (await FindLossAsync(flow, kind, ids, cancellation) is { } loss)
            {
                return loss;
            }
        }

        gone.UnionWith(ids);
        return null;
    }

    private async Task<AccessLoss?> FindLossAsync(object? id, Resource kind, HashSet<Guid> removed, CancellationToken cancellation)
    {
        var left = await ListBindingsAsync("target", id, cancellation);
        var isReplaced = left.Any(binding =>
            binding.ValueOf("pk") is Guid other && !removed.Contains(other) && !gone.Contains(other)
            && FindNeeded(binding.ValueOf("stage_obj") as AuthentikObject) == kind);
        if (isReplaced)
        {
            return null;
        }

        var flow = await lookup.FindAsync(Book["Flow"].MakeIdentity(id!, isId: true), cancellation);
        return await flows.FindLossAsync(flow, $"Removing its {kind.Title}", cancellation);
    }

    private async Task<IReadOnlyList<AuthentikObject>> ListBindingsAsync(string field, object? id, CancellationToken cancellation) =>
        await objects.SearchAsync(
            Book["FlowStageBinding"], [new(field, $"{id}")], binding => Equals(binding.ValueOf(field), id), cancellation);

    private Resource? FindNeeded(AuthentikObject? stage) =>
        Needed.Select(noun => Book[noun]).FirstOrDefault(kind => Equals(stage?.ValueOf(Resource.ModelField), kind.ModelName));
}
