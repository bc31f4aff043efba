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

    /// <summary>True if a flow has all that it needs, also without some bindings.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<bool> SignInAsync(object? flow, IReadOnlySet<Guid> without, CancellationToken cancellation)
    {
        var bound = await ListBindingsAsync("target", flow, cancellation);
        var left = bound.Where(binding => binding.ValueOf("pk") is Guid id && !without.Contains(id) && !gone.Contains(id));
        return left.Select(FindBound).OfType<Resource>().Distinct().Count() == Needed.Length;
    }

    /// <summary>Counts bindings as gone that the command was allowed to take.</summary>
    public void Forget(IEnumerable<Guid> bindings) => gone.UnionWith(bindings);

    /// <summary>The bindings of a flow, or of a stage.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<AuthentikObject>> ListBindingsAsync(string field, object? id, CancellationToken cancellation) =>
        await objects.SearchAsync(
            Book["FlowStageBinding"], [new(field, $"{id}")], binding => Equals(binding.ValueOf(field), id), cancellation);
}
