using System.Text.Json.Nodes;

namespace Authentik.Parts;

/// <summary>
/// Finds a key in JSON by a path such as <c>settings.theme</c>. Keys of authentik contain dots themselves, so the longest key that
/// matches comes first.
/// </summary>
internal static class KeyPath
{
    /// <summary>The object that has the key, and the key; null if there is none.</summary>
    public static (JsonObject Holder, string Key)? Find(JsonObject map, string path)
    {
        if (map.ContainsKey(path))
        {
            return (map, path);
        }

        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            if (map[path[..dot]] is JsonObject inner && Find(inner, path[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
