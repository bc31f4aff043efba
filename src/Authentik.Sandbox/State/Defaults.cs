using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Data;

/// <summary>What the fields of a new object have that nobody sent.</summary>
internal static class Defaults
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>The value of one field.</summary>
    public static JsonNode? Of(World world, Resource resource, Field field) =>
        world.Facts.MadeUpLength(resource, field) is { } length ? MadeUp(length)
        : world.Facts.TryDefault(resource, field, out var known) ? known
        : OfType(world, field);

    /// <summary>A text of random letters and digits.</summary>
    public static string MadeUp(int length) => RandomNumberGenerator.GetString(Letters, length);

    /// <summary>The value of one field of a nested object.</summary>
    public static JsonNode? OfType(World world, Field field)
    {
        if (field.IsList)
        {
            return world.Catalog.IsLines(field) ? string.Empty : new JsonArray();
        }

        return field.IsNullable ? null : OfKind(world, field);
    }

    private static JsonNode? OfKind(World world, Field field) => field.Kind switch
    {
        FieldKind.Text => string.Empty,
        FieldKind.Integer or FieldKind.Number => 0,
        FieldKind.Boolean => false,
        FieldKind.Date => Moments.Text(world.Now),
        FieldKind.Uuid => Guid.NewGuid().ToString(),
        FieldKind.Json => new JsonObject(),
        FieldKind.Enum => field.Values?.Values.FirstOrDefault(value => value.Versions.Contains(world.Version))?.Text,
        _ => null,
    };
}
