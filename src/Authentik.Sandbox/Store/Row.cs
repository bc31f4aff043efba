using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Sandboxing.Store;

/// <summary>One object that the sandbox keeps.</summary>
/// <param name="resource">What it is; the member, where it belongs to a family.</param>
/// <param name="kind">Its kind, where the path of the resource follows one.</param>
/// <param name="values">The values of its fields, those that are never shown too.</param>
internal sealed class Row(Resource resource, Kind? kind, JsonObject values)
{
    public Resource Resource { get; } = resource;

    public Kind? Kind { get; } = kind;

    public JsonObject Values { get; } = values;

    /// <summary>The value that others refer to it by.</summary>
    public JsonNode Id => Values[Resource.Id]!;

    /// <summary>The same as text.</summary>
    public string IdText => Id.ToString();

    /// <summary>
    /// True when it holds a number that the real server can store but never read again: every answer that would show
    /// the object is an error page then.
    /// </summary>
    public bool IsUnreadable { get; set; }

    /// <summary>The text of a field; null when it is null, missing or something else.</summary>
    public string? Text(string field) => Values[field] is JsonScalar value && value.TryGetValue<string>(out var text) ? text : null;
}
