using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Data;

/// <summary>Makes objects that no request asked for: those of a new installation, and what the server makes by itself later.</summary>
internal static class ServerMade
{
    /// <summary>Makes an object and keeps it.</summary>
    /// <param name="world">The server.</param>
    /// <param name="resource">What it is.</param>
    /// <param name="given">Its values; the others it has by default.</param>
    /// <param name="created">When it came into being.</param>
    public static Row Add(World world, Resource resource, IEnumerable<KeyValuePair<string, JsonNode?>> given, string created)
    {
        var values = new JsonObject();
        foreach (var field in world.Catalog.Stored(resource, null))
        {
            values[field.Name] = Defaults.Of(world, resource, field);
        }

        values[resource.Id] = null;

        // The book may not have all of it yet; what it has not is kept and not shown.
        foreach (var (name, value) in given)
        {
            values[name] = value?.DeepClone();
        }

        values[resource.Id] ??= world.Objects.NewId(resource);
        values.TryAdd("created", created);
        values.TryAdd("last_updated", created);
        var row = new Row(resource, null, values);
        foreach (var rules in world.Rules.Of(resource))
        {
            rules.Complete(row, isNew: true);
        }

        world.Objects.Add(row);
        return row;
    }
}
