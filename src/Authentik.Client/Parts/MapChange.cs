using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Parts;

/// <summary>The keys that free-form JSON gets and loses. Nested keys are merged; a list is replaced.</summary>
internal sealed class MapChange(Field target, JsonObject added, IReadOnlyList<string> removed) : IValueChange
{
    /// <inheritdoc/>
    public Field Field => target;

    /// <inheritdoc/>
    public JsonNode Read(AuthentikObject current) => StoredValue.ReadMap(target, current);

    /// <inheritdoc/>
    public PartResult Apply(AuthentikObject current)
    {
        var map = StoredValue.ReadMap(target, current);
        var (more, changed, gone) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var path in removed)
        {
            if (KeyPath.Find(map, path) is var (holder, key) && holder.Remove(key))
            {
                gone.Add(path);
            }
        }

        Merge(map, added, string.Empty, more, changed);
        return new PartResult(target, map, AsNodes(more), AsNodes(changed), AsNodes(gone), new PartNames());
    }

    private static void Merge(JsonObject map, JsonObject given, string prefix, List<string> more, List<string> changed)
    {
        foreach (var (key, value) in given)
        {
            var path = prefix + key;
            if (!map.TryGetPropertyValue(key, out var old))
            {
                more.Add(path);
                map[key] = value?.DeepClone();
            }
            else if (old is JsonObject inner && value is JsonObject below)
            {
                Merge(inner, below, $"{path}.", more, changed);
            }
            else if (!JsonEquality.AreSame(old, value))
            {
                changed.Add(path);
                map[key] = value?.DeepClone();
            }
        }
    }

    private static IReadOnlyList<JsonNode> AsNodes(List<string> paths) => [.. paths.Select(path => JsonValue.Create(path))];
}
