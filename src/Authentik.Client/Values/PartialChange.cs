using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Values;

/// <summary>
/// What a partial change must say beside what was named, because the server reads more than it is told: fields that it would
/// reset, fields of which an object has one, and JSON that it would replace instead of changing.
/// </summary>
internal static class PartialChange
{
    /// <summary>True when the object has to be read before it is changed.</summary>
    public static bool NeedsCurrent(Resource resource, FieldValues values) =>
        resource.Fields.Any(field => values.Has(field.Name) ? field.IsMerged : field.IsResent);

    /// <summary>Adds to the body what has to be said.</summary>
    public static void Complete(Resource resource, FieldValues values, AuthentikObject? current, JsonObject body)
    {
        var cleared = ListCleared(resource, values).ToHashSet();
        foreach (var field in resource.Fields)
        {
            if (values.IsWhole(field.Name))
            {
                continue;
            }

            if (values.Has(field.Name))
            {
                Merge(field, current, body);
            }
            else if (cleared.Contains(field))
            {
                body[field.Name] = null;
            }
            else if (field.IsResent && current?.ValueOf(field.Name) is { } stored)
            {
                body[field.Name] = JsonWriting.Write(stored, field.Name);
            }
            else if (field.IsResent && IsStoredNull(field, current))
            {
                body[field.Name] = null;
            }
        }
    }

    /// <summary>The fields that a change clears, because an object has only one of their group.</summary>
    public static IEnumerable<Field> ListCleared(Resource resource, FieldValues values)
    {
        var named = resource.Fields
            .Where(field => field.OneOf is not null && values.Get(field.Name) is not null)
            .Select(field => field.OneOf)
            .ToHashSet();
        return resource.Fields.Where(field => field.OneOf is not null && named.Contains(field.OneOf) && !values.Has(field.Name));
    }

    // Some servers treat null and a missing field differently. Fields of a group that excludes each other aren't sent.
    private static bool IsStoredNull(Field field, AuthentikObject? current) =>
        field.OneOf is null && field.IsNullable && current is not null
        && current.Has(field.Name) && !current.Rest.ContainsKey(field.Name);

    private static void Merge(Field field, AuthentikObject? current, JsonObject body)
    {
        if (!field.IsMerged || body[field.Name] is not JsonObject given
            || current?.ValueOf(field.Name) is not { } stored || JsonWriting.Write(stored, field.Name) is not JsonObject whole)
        {
            return;
        }

        foreach (var (name, value) in given)
        {
            whole[name] = value?.DeepClone();
        }

        body[field.Name] = whole;
    }
}
