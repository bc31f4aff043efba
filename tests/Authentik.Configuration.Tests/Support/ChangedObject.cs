using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration.Tests.Support;

/// <summary>Objects of a configuration with another value.</summary>
internal static class ChangedObject
{
    // The server refuses another value for an object that exists, or changes others with it.
    private static readonly HashSet<string> Fixed =
    [
        "managed", "type", "mode", "model", "object_type", "content_type", "tls_verification", "binding_name",
    ];

    /// <summary>The graph with other objects in the place of those with their keys.</summary>
    public static ConfigurationGraph Replace(ConfigurationGraph graph, IEnumerable<ConfigurationObject> others)
    {
        var replaced = new ConfigurationGraph(graph.Book);
        others.ToList().ForEach(one => replaced.Add(one));
        graph.Objects.ToList().ForEach(one => replaced.Add(one));
        return replaced;
    }

    /// <summary>The object with another value of its first simple field; null if it has none.</summary>
    public static (ConfigurationObject Object, Field Field)? Make(ConfigurationObject one)
    {
        var field = one.Resource.Fields.FirstOrDefault(field => CanChange(one, field));
        if (field is null)
        {
            return null;
        }

        var values = (JsonObject)one.Values.DeepClone();
        values[field.Name] = field.Type switch
        {
            FieldType.Boolean => JsonValue.Create(!values[field.Name]!.GetValue<bool>()),
            FieldType.Integer => JsonValue.Create(values[field.Name]!.GetValue<int>() + 1),
            FieldType.Duration => JsonValue.Create("minutes=77"),
            _ => JsonValue.Create("changed"),
        };
        return (new ConfigurationObject(one.Resource, values) { Name = one.Name.DeepClone(), Key = one.Key }, field);
    }

    private static bool CanChange(ConfigurationObject one, Field field) =>
        field is { IsList: false, IsSecret: false, IsUnique: false, TouchesOwnAccess: false, Values: null, OneOf: null }
        && field.Type is FieldType.Boolean or FieldType.Integer or FieldType.Duration or FieldType.Text
        && field.SentBy.HasFlag(Operations.Set)
        && one.Values[field.Name] is { } value
        && (field.Type != FieldType.Text || value.ToString().StartsWith("made-", StringComparison.Ordinal))
        && !one.Resource.KnownBy.Contains(field.Name)
        && !one.Resource.Names.Contains(field.Name)
        && !Fixed.Contains(field.Name);
}
