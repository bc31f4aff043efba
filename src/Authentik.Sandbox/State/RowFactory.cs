using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.State;

/// <summary>Creates objects without a request: those of a new installation, and those that the server creates by itself.</summary>
internal static class RowFactory
{
    /// <summary>Creates an object and stores it.</summary>
    /// <param name="state">The server's state.</param>
    /// <param name="resource">Its resource.</param>
    /// <param name="given">Its values; all others are defaults.</param>
    /// <param name="created">When it was created, as the server writes it.</param>
    public static Row Add(ServerState state, Resource resource, IEnumerable<KeyValuePair<string, JsonNode?>> given, string created)
    {
        var values = new JsonObject();
        foreach (var field in state.Catalog.FindStored(resource, null))
        {
            values[field.Name] = Defaults.Create(state, resource, field);
        }

        values[resource.Id] = null;

        // Values that the book doesn't describe are stored and not shown.
        foreach (var (name, value) in given)
        {
            values[name] = value?.DeepClone();
        }

        values[resource.Id] ??= state.Objects.CreateId(resource);
        values.TryAdd("created", created);
        values.TryAdd("last_updated", created);
        var row = new Row(resource, null, values);
        foreach (var rules in state.Rules.Find(resource))
        {
            rules.Complete(row, isNew: true);
        }

        state.Objects.Add(row);
        return row;
    }
}
