using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Sandboxing.Data;

/// <summary>What the fields of a new object have that nobody sent.</summary>
internal static class Defaults
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>The value of one field.</summary>
    public static JsonNode? Of(World world, Resource resource, Field field) =>
        world.Facts.MadeUpLength(resource, field) is { } length ? RandomNumberGenerator.GetString(Letters, length)
        : world.Facts.TryDefault(resource, field, out var known) ? known
        : OfType(field, world.Version);

    /// <summary>The value of one field of a nested object.</summary>
    public static JsonNode? OfType(Field field, ServerVersion version)
    {
        if (field.IsList)
        {
            return field.Lines.Contains(version) ? string.Empty : new JsonArray();
        }

        return field.IsNullable ? null : OfKind(field, version);
    }

    private static JsonNode? OfKind(Field field, ServerVersion version) => field.Kind switch
    {
        FieldKind.Text => string.Empty,
        FieldKind.Integer or FieldKind.Number => 0,
        FieldKind.Boolean => false,
        FieldKind.Date => Now(),
        FieldKind.Uuid => Guid.NewGuid().ToString(),
        FieldKind.Json => new JsonObject(),
        FieldKind.Enum => field.Values?.Values.FirstOrDefault(value => value.Versions.Contains(version))?.Text,
        _ => null,
    };

    /// <summary>This moment, as the server writes it.</summary>
    public static string Now() => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture);
}
