using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.State;

/// <summary>
/// Objects of several kinds that a UUID refers to, such as the target of a policy binding. A flow has a UUID of its own as a target;
/// requests can contain that or its id, and responses contain its id.
/// </summary>
internal static class Targets
{
    /// <summary>The object with that UUID; null when there is none.</summary>
    /// <param name="state">The server's state.</param>
    /// <param name="nouns">The resources of such objects.</param>
    /// <param name="id">The object's id, or its UUID as a target.</param>
    public static Row? Find(ServerState state, IReadOnlyList<string> nouns, string id)
    {
        var resources = state.Catalog.FindTargets(nouns).ToList();
        return resources.Select(resource => state.Objects.Find(resource, id)).FirstOrDefault(row => row is not null)
            ?? resources.SelectMany(state.Objects.FindAll).FirstOrDefault(row => GetId(row) == id);
    }

    /// <summary>The UUID of an object as a target.</summary>
    public static string GetId(Row row) =>
        row.Resource.TargetIds.Select(field => row.Values[field.Name]?.ToString()).FirstOrDefault(id => id is not null) ?? row.IdString;
}
