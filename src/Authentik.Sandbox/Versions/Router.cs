namespace Authentik.Sandboxing.Versions;

/// <summary>What a URL of the API refers to.</summary>
/// <param name="Path">The path of the API that it belongs to.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Kind">The kind that the URL names, when the path of the resource depends on one.</param>
/// <param name="Key">The object, as the URL names it; null for the list.</param>
/// <param name="Action">What follows the object, such as <c>used_by</c>; null for the object itself.</param>
internal sealed record Route(ApiPath Path, Resource Resource, Kind? Kind, string? Key, string? Action);

/// <summary>Finds the resource that a URL refers to.</summary>
internal sealed class Router
{
    private readonly ApiPaths paths;
    private readonly Dictionary<string, (Resource Resource, Kind? Kind)> lists = new(StringComparer.Ordinal);

    public Router(Catalog catalog, ApiPaths paths, ServerVersion version)
    {
        this.paths = paths;
        foreach (var resource in catalog.Resources)
        {
            if (resource.Routing?.Together.Contains(version) != false)
            {
                lists.TryAdd(resource.Path, (resource, null));
            }

            foreach (var kind in (resource.Routing?.Kinds ?? []).Where(kind => kind.Versions.Contains(version)))
            {
                lists.TryAdd(resource.Routing!.GetPath(kind), (resource, kind));
            }
        }
    }

    /// <summary>
    /// What the URL refers to; null when it is unknown, or nothing that the book describes as a resource: a word behind the path of
    /// a list, such as <c>/core/users/paths/</c>, isn't an object. The longest list that fits counts.
    /// </summary>
    public Route? Find(string url)
    {
        if (paths.Find(url) is not { } path)
        {
            return null;
        }

        if (lists.TryGetValue(url, out var list))
        {
            return new Route(path, list.Resource, list.Kind, null, null);
        }

        // The first segment is empty, and so is the last one behind a slash.
        var parts = url.Split('/');
        for (var key = parts.Length - 2; key > 1; key--)
        {
            if (lists.TryGetValue($"{string.Join('/', parts[..key])}/", out list) && !list.Resource.IsSingle)
            {
                return path.IsPlaceholder(key) ? CreateRoute(path, list, parts, key) : null;
            }
        }

        return null;
    }

    private static Route CreateRoute(ApiPath path, (Resource Resource, Kind? Kind) list, string[] parts, int key)
    {
        var action = string.Join('/', parts[(key + 1)..]).TrimEnd('/');
        return new Route(path, list.Resource, list.Kind, Uri.UnescapeDataString(parts[key]), action.Length > 0 ? action : null);
    }
}
