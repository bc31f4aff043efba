using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Access;

/// <summary>
/// The stages without which a flow signs nobody in: the one that asks who it is, and the one that makes the session. Others, such as a
/// password or a second factor, can be missing.
/// </summary>
internal sealed class FlowStages(ApiClient api)
{
    private static readonly string[] Needed = ["IdentificationStage", "UserLoginStage"];

    private readonly ObjectSource objects = new(api);
    private readonly HashSet<Guid> gone = [];

    private BookIndex Book => api.Session.Book;

    /// <summary>The stage's kind if a flow needs one of that kind; otherwise null.</summary>
    public Resource? FindNeeded(AuthentikObject? stage) =>
        Needed.Select(noun => Book[noun]).FirstOrDefault(kind => Equals(stage?.ValueOf(Resource.ModelField), kind.ModelName));

    /// <summary>The same for the stage of a binding.</summary>
    public Resource? FindBound(AuthentikObject binding) => FindNeeded(binding.ValueOf("stage_obj") as AuthentikObject);

    /// <summary>The id of a binding; null if the server didn't send it.</summary>
    public static Guid? IdOf(AuthentikObject binding) => binding.ValueOf("pk") as Guid?;

    /// <summary>True if a flow has all that it needs.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<bool> SignInAsync(object? flow, CancellationToken cancellation) => HasAll(await ListLeftAsync(flow, cancellation));

    /// <summary>True if a flow has all that it needs, but not without some bindings.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<bool> DependsOnAsync(object? flow, HashSet<Guid> bindings, CancellationToken cancellation)
    {
        var left = await ListLeftAsync(flow, cancellation);
        return HasAll(left) && !HasAll(left.Where(binding => !bindings.Contains(IdOf(binding)!.Value)));
    }

    /// <summary>Counts bindings as gone that the command was allowed to take.</summary>
    public void Forget(IEnumerable<Guid> bindings) => gone.UnionWith(bindings);

    /// <summary>The bindings of a flow, or of a stage.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<IReadOnlyList<AuthentikObject>> ListBindingsAsync(string field, object? id, CancellationToken cancellation) =>
        objects.SearchAsync(
            Book["FlowStageBinding"], [new(field, $"{id}")], binding => Equals(binding.ValueOf(field), id), cancellation);

    private async Task<IReadOnlyList<AuthentikObject>> ListLeftAsync(object? flow, CancellationToken cancellation)
    {
        var bound = await ListBindingsAsync("target", flow, cancellation);
        return [.. bound.Where(binding => IdOf(binding) is { } id && !gone.Contains(id))];
    }

    private bool HasAll(IEnumerable<AuthentikObject> bindings) =>
        bindings.Select(FindBound).OfType<Resource>().Distinct().Count() == Needed.Length;
}
