using System.Security.Cryptography;

namespace Authentik.Sandboxing.State;

/// <summary>The values of fields that a request doesn't contain.</summary>
internal static class Defaults
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>The default of a field of a resource.</summary>
    public static JsonNode? Create(ServerState state, Resource resource, Field field) =>
        state.Facts.FindRandomLength(resource, field) is { } length ? CreateRandom(length)
        : state.Facts.TryDefault(resource, field, out var known) ? known
        : CreateEmpty(state, field);

    /// <summary>A string of random letters and digits.</summary>
    public static string CreateRandom(int length) => RandomNumberGenerator.GetString(Letters, length);

    /// <summary>The default by the type of a field, as for the fields of nested objects.</summary>
    public static JsonNode? CreateEmpty(ServerState state, Field field)
    {
        if (field.IsList)
        {
            return state.Catalog.IsLines(field) ? string.Empty : new JsonArray();
        }

        return field.IsNullable ? null : CreateByType(state, field);
    }

    private static JsonNode? CreateByType(ServerState state, Field field) => field.Type switch
    {
        FieldType.Text or FieldType.Duration => string.Empty,
        FieldType.Integer or FieldType.Number => 0,
        FieldType.Boolean => false,
        FieldType.Date => state.Timestamp,
        FieldType.Uuid => Guid.NewGuid().ToString(),
        FieldType.Json => new JsonObject(),
        FieldType.Enum => field.Values?.Values.FirstOrDefault(value => value.Versions.Contains(state.Version))?.Text,
        _ => null,
    };
}
