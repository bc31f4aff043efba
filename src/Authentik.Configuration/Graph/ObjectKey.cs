using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>
/// What tells an object from all others without its id: its kind's family and its natural name, or the fields that it's known by. It's
/// the same on every server.
/// </summary>
/// <param name="Root">Noun of the family, or of the resource if it has none: names are unique within a family.</param>
/// <param name="Text">The name, or the fields as JSON.</param>
internal readonly record struct ObjectKey(string Root, string Text) : IComparable<ObjectKey>
{
    /// <summary>The part of a key that tells objects apart that have all of their fields in common.</summary>
    public const string NumberName = "number";

    /// <summary>The key of an object of that kind whose name, or fields, are the value.</summary>
    public static ObjectKey Of(Resource resource, JsonNode name) => new(RootOf(resource), WriteText(name));

    /// <summary>The noun by which objects of a resource are told apart.</summary>
    public static string RootOf(Resource resource) => resource.Family ?? resource.Noun;

    /// <summary>True if objects of a resource are known by one name, and not by several fields.</summary>
    public static bool IsSimple(Resource resource) =>
        resource.KnownBy is [var only] && resource.GetField(only).ReferencedNouns.Count == 0;

    /// <inheritdoc/>
    public int CompareTo(ObjectKey other) =>
        string.CompareOrdinal(Root, other.Root) is not 0 and var roots ? roots : string.CompareOrdinal(Text, other.Text);

    private static string WriteText(JsonNode name) => name is JsonValue value ? value.ToString() : name.ToJsonString(PlainJson.Options);
}
