using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Store;

/// <summary>
/// What a field holds that shows a whole object and no id: who asked for an export, whose device it is. It is kept as
/// <c>{ "$of": "/core/users/", "id": 3 }</c>, so that it shows the object as it is when somebody looks.
/// </summary>
/// <param name="Path">The path of the resource.</param>
/// <param name="Id">The object's id.</param>
internal sealed record Link(string Path, string Id)
{
    private const string Mark = "$of";

    /// <summary>The link that a value is; null when it is anything else.</summary>
    public static Link? Read(JsonNode? value) =>
        value is JsonObject map && map[Mark].AsText() is { } path && map["id"] is { } id ? new Link(path, id.ToString()) : null;

    /// <summary>A link to an object.</summary>
    public static JsonObject To(Row row) => new() { [Mark] = row.Resource.Path, ["id"] = row.Id.DeepClone() };
}
