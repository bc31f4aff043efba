namespace Authentik.Sandboxing.Store;

/// <summary>One object that the sandbox stores.</summary>
/// <param name="resource">Its resource; for an object of a family, the member.</param>
/// <param name="kind">Its kind, when the path of the resource depends on one.</param>
/// <param name="values">The values of its fields, including those that are never shown.</param>
internal sealed class Row(Resource resource, Kind? kind, JsonObject values)
{
    public Resource Resource { get; } = resource;

    public Kind? Kind { get; } = kind;

    public JsonObject Values { get; } = values;

    /// <summary>The value by which other objects refer to it.</summary>
    public JsonNode Id => Values[Resource.Id]!;

    public string IdString => Id.ToString();

    /// <summary>
    /// True when it contains a number that the real server can store but can't read again: every response that would show the
    /// object is an error page.
    /// </summary>
    public bool IsUnreadable { get; set; }

    /// <summary>The string in a field; null when the value is missing or isn't a string.</summary>
    public string? GetString(string field) => Values[field].AsString();
}

/// <summary>
/// The stored value of a field that shows a whole object instead of an id, such as the user of a device. It is stored as
/// <c>{ "$of": "/core/users/", "id": 3 }</c>, so that a response shows the object's current values.
/// </summary>
/// <param name="Path">The path of the resource.</param>
/// <param name="Id">The object's id.</param>
internal sealed record Link(string Path, string Id)
{
    private const string Mark = "$of";

    /// <summary>The link that a value contains; null when it isn't a link.</summary>
    public static Link? Read(JsonNode? value) =>
        value is JsonObject map && map[Mark].AsString() is { } path && map["id"] is { } id ? new Link(path, id.ToString()) : null;

    public static JsonObject Create(Row row) => new() { [Mark] = row.Resource.Path, ["id"] = row.Id.DeepClone() };
}
