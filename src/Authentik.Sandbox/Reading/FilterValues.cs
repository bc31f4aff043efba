using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Lists;

/// <summary>Values of filters: which are refused, and what equals what.</summary>
internal sealed class FilterValues(World world, Resource resource)
{
    /// <summary>What the server says about the values; null when it takes them.</summary>
    public string? WhatIsWrong(Filter filter, IReadOnlyList<string> values) => filter.Kind switch
    {
        FieldKind.Json => RequireJson(values[^1]),
        FieldKind.Uuid => Guid.TryParse(values[^1], out _) ? null : "Enter a valid UUID.",
        FieldKind.Integer or FieldKind.Number => decimal.TryParse(values[^1], CultureInfo.InvariantCulture, out _) ? null : "Enter a number.",
        FieldKind.Date => TryDate(values[^1], out _) ? null : "Enter a valid date/time.",
        FieldKind.Enum => WrongChoice(filter, values),
        FieldKind.Reference when !world.Facts.IsUnchecked(resource, filter.Name) => WrongReference(filter, values),
        FieldKind.Text when filter.IsList => WrongName(filter, values),
        _ => null,
    };

    public static bool IsBoolean(string text) => text is "true" or "True" or "false" or "False";

    public static bool IsTrue(string text) => text is "true" or "True";

    public static bool TryDate(string? text, out DateTimeOffset date) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    /// <summary>True when a stored value is the one that a filter names. Case counts.</summary>
    public static bool Same(JsonNode? value, string text) => value?.GetValueKind() switch
    {
        null => false,
        JsonValueKind.True => IsTrue(text),
        JsonValueKind.False => text is "false" or "False",
        JsonValueKind.String => value.ToString() == text || SameDate(value.ToString(), text),
        _ => value.ToString() == text,
    };

    /// <summary>True when a free-form object has all that the wanted one has.</summary>
    public static bool Contains(JsonNode? value, string wanted) => Contains(value, JsonText.Parse(Encoding.UTF8.GetBytes(wanted)));

    private static bool Contains(JsonNode? value, JsonNode? wanted) => wanted is JsonObject map
        ? map.All(pair => Contains(Step(value, pair.Key), pair.Value))
        : JsonNode.DeepEquals(value, wanted);

    // A key may be a path: a__b.
    private static JsonNode? Step(JsonNode? value, string path) =>
        path.Split("__").Aggregate(value, (at, key) => at is JsonObject map ? map[key] : null);

    private static bool SameDate(string value, string text) =>
        value.Length > 9 && value[4..].StartsWith('-') && TryDate(value, out var one) && TryDate(text, out var other) && one == other;

    // The only filter whose refusal is no object.
    private static string? RequireJson(string text)
    {
        try
        {
            JsonText.Parse(Encoding.UTF8.GetBytes(text));
            return null;
        }
        catch (JsonException)
        {
            throw new BadValueException("filter: failed to parse JSON");
        }
    }

    private string? WrongChoice(Filter filter, IReadOnlyList<string> values)
    {
        var bad = values.FirstOrDefault(text => filter.Values?.Find(text)?.Versions.Contains(world.Version) == false || filter.Values?.Find(text) is null);
        return bad is null || filter.Values is null ? null : NoChoice(bad);
    }

    private string? WrongReference(Filter filter, IReadOnlyList<string> values)
    {
        if (filter.RefersTo is not { } noun || world.Catalog.Find(noun) is not { } target)
        {
            return null;
        }

        var checkedOnes = filter.IsList ? values : [values[^1]];
        return checkedOnes.Select(text => WrongId(filter, target, text)).FirstOrDefault(wrong => wrong is not null);
    }

    private string? WrongId(Filter filter, Resource target, string text)
    {
        if (world.Catalog.Root(target).IdKind == FieldKind.Uuid && !Guid.TryParse(text, out _))
        {
            return $"“{text}” is not a valid UUID.";
        }

        return world.Objects.Find(target, text) is not null ? null
            : filter.IsList ? NoChoice(text) : "Select a valid choice. That choice is not one of the available choices.";
    }

    // A list of names must name what there is; plain texts of a field must occur in it.
    private string? WrongName(Filter filter, IReadOnlyList<string> values)
    {
        var parts = filter.Name.Split("_by_", 2);
        var missing = parts.Length == 2 && resource.TryField(parts[0], out var field) && world.Catalog.Target(field) is { } target
            ? values.FirstOrDefault(text => world.Objects.FindBy(target, parts[1], text) is null)
            : values.FirstOrDefault(text => resource.TryField(filter.Name, out _) && !world.Objects.Rows(resource).Any(row => Same(row.Values[filter.Name], text)));
        return missing is null ? null : NoChoice(missing);
    }

    private static string NoChoice(string text) => $"Select a valid choice. {text} is not one of the available choices.";
}
