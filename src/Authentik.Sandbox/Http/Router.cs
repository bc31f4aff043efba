using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Http;

/// <summary>Finds what a path stands for, by the paths of the book.</summary>
internal sealed class Router
{
    private readonly Dictionary<string, (Resource Resource, Kind? Kind)> lists = new(StringComparer.Ordinal);

    public Router(World world)
    {
        foreach (var resource in world.Catalog.Resources)
        {
            if (resource.Kinds?.Together.Contains(world.Version) != false)
            {
                lists.TryAdd(resource.Path, (resource, null));
            }

            foreach (var kind in (resource.Kinds?.Kinds ?? []).Where(kind => kind.Versions.Contains(world.Version)))
            {
                lists.TryAdd(resource.Kinds!.PathOf(kind), (resource, kind));
            }
        }
    }

    /// <summary>What the path stands for; null when the book has nothing there. The longest path that fits wins.</summary>
    public Route? Find(string path)
    {
        if (lists.TryGetValue(path, out var list))
        {
            return new Route(list.Resource, list.Kind, null, null);
        }

        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var length = parts.Length - 1; length > 0; length--)
        {
            if (lists.TryGetValue($"/{string.Join('/', parts[..length])}/", out list) && !list.Resource.IsSingle)
            {
                var action = length + 1 < parts.Length ? string.Join('/', parts[(length + 1)..]) : null;
                return new Route(list.Resource, list.Kind, Uri.UnescapeDataString(parts[length]), action);
            }
        }

        return null;
    }
}
