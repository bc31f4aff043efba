using System.Text;
using System.Text.Json;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Reading;

/// <summary>Checks the values of filters, and compares them with stored values.</summary>
internal sealed class FilterValues(ServerState state, Resource resource)
{
    private const string MissingChoice = "Select a valid choice. That choice is not one of the available choices.";

    /// <summary>The server's error message; null when the values are valid.</summary>
    public string? FindError(Filter filter, IReadOnlyList<string> values) => filter.Type switch
    {
        // Compared as a string, whatever it is.
        FieldType.Reference or FieldType.Uuid when filter.OmitsHyphens || filter.SentPart is not null => null,
        FieldType.Json => CheckJson(values[^1]),
        FieldType.Uuid when state.Facts.IsTarget(resource, filter.Name) => FindWrongTarget(filter, values[^1]),
        FieldType.Uuid => Guid.TryParse(values[^1], out _) ? null : "Enter a valid UUID.",
        FieldType.Integer or FieldType.Number =>
            decimal.TryParse(values[^1], CultureInfo.InvariantCulture, out _) ? null : "Enter a number.",
        FieldType.Date => TryParseDate(values[^1], out _) ? null : "Enter a valid date/time.",
        FieldType.Enum => FindWrongChoice(filter, values),
        FieldType.Reference when !state.Facts.IsUnchecked(resource, filter.Name) => FindWrongReference(filter, values),
        FieldType.Text when filter.IsList => FindWrongName(filter, values),
        _ => null,
    };

    public static bool IsBoolean(string text) => text is "true" or "True" or "false" or "False";

    public static bool IsTrue(string text) => text is "true" or "True";

    public static bool TryParseDate(string? text, out DateTimeOffset date) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    /// <summary>True when a stored value equals the value of a filter. Case counts.</summary>
    public static bool Matches(JsonNode? value, string text) => value?.GetValueKind() switch
    {
        null => false,
        JsonValueKind.True => IsTrue(text),
        JsonValueKind.False => text is "false" or "False",
        JsonValueKind.String => value.ToString() == text || MatchesDate(value.ToString(), text),
        _ => value.ToString() == text,
    };

    /// <summary>True when a free-form object contains everything in the wanted one.</summary>
    public static bool Contains(JsonNode? value, string wanted) => Contains(value, JsonParser.Parse(Encoding.UTF8.GetBytes(wanted)));

    private static bool Contains(JsonNode? value, JsonNode? wanted) => wanted is JsonObject map
        ? map.All(pair => Contains(GetByPath(value, pair.Key), pair.Value))
        : JsonNode.DeepEquals(value, wanted);

    // A key can be a path: a__b.
    private static JsonNode? GetByPath(JsonNode? value, string path) =>
        path.Split("__").Aggregate(value, (at, key) => at is JsonObject map ? map[key] : null);

    private static bool MatchesDate(string value, string text) =>
        value.Length > 9 && value[4..].StartsWith('-')
        && TryParseDate(value, out var one) && TryParseDate(text, out var other)
        && one == other;

    // The only filter whose error isn't an object.
    private static string? CheckJson(string text)
    {
        try
        {
            JsonParser.Parse(Encoding.UTF8.GetBytes(text));
            return null;
        }
        catch (JsonException)
        {
            throw new InvalidValueException("filter: failed to parse JSON");
        }
    }

    private string? FindWrongChoice(Filter filter, IReadOnlyList<string> values)
    {
        var bad = values.FirstOrDefault(text => filter.Values?.Find(text)?.Versions.Contains(state.Version) != true);
        return bad is null || filter.Values is null ? null : DescribeChoice(bad);
    }

    // The id of an object that has another UUID as a target doesn't find it.
    private string? FindWrongTarget(Filter filter, string text) =>
        !Guid.TryParse(text, out _) ? $"“{text}” is not a valid UUID."
        : Targets.Find(state, filter.TargetNouns, text) is { } found && Targets.GetId(found) == text ? null
        : MissingChoice;

    private string? FindWrongReference(Filter filter, IReadOnlyList<string> values)
    {
        if (filter.RefersTo is not { } noun || state.Catalog.Find(noun) is not { } target)
        {
            return null;
        }

        var checkedOnes = filter.IsList ? values : [values[^1]];
        return checkedOnes.Select(text => FindWrongId(filter, target, text)).FirstOrDefault(wrong => wrong is not null);
    }

    private string? FindWrongId(Filter filter, Resource target, string text)
    {
        if (state.Catalog.FindRoot(target).IdType == FieldType.Uuid && !Guid.TryParse(text, out _))
        {
            return $"“{text}” is not a valid UUID.";
        }

        return state.Objects.Find(target, text) is not null ? null
            : filter.IsList ? DescribeChoice(text) : MissingChoice;
    }

    // A list of names must contain names of existing objects; plain strings must be values of the field.
    private string? FindWrongName(Filter filter, IReadOnlyList<string> values)
    {
        var parts = filter.Name.Split("_by_", 2);
        var missing = parts.Length == 2 && resource.TryFindField(parts[0], out var field) && state.Catalog.FindTarget(field) is { } target
            ? values.FirstOrDefault(text => state.Objects.FindBy(target, parts[1], text) is null)
            : resource.TryFindField(filter.Name, out _) ? values.FirstOrDefault(text => !IsValueOf(filter.Name, text))
            : null;
        return missing is null ? null : DescribeChoice(missing);
    }

    private bool IsValueOf(string name, string text) => state.Objects.FindAll(resource).Any(row => Matches(row.Values[name], text));

    private static string DescribeChoice(string text) => $"Select a valid choice. {text} is not one of the available choices.";
}

/// <summary>A filter whose name contains an operator, such as <c>last_login__gt</c>.</summary>
internal sealed record FilterCondition(string Field, string Operator)
{
    private static readonly string[] Operators =
    [
        "__isnull", "__gte", "__lte", "__gt", "__lt", "__iexact", "__icontains", "__startswith", "_startswith", "__in",
    ];

    public static FilterCondition Parse(string filter)
    {
        var test = Operators.FirstOrDefault(ending => filter.EndsWith(ending, StringComparison.Ordinal));
        return test is null ? new FilterCondition(filter, string.Empty) : new FilterCondition(filter[..^test.Length], test.TrimStart('_'));
    }

    public bool Passes(JsonNode? value, string wanted) => Operator switch
    {
        "isnull" => FilterValues.IsTrue(wanted) == value is null,
        "gt" => Compare(value, wanted) > 0,
        "gte" => Compare(value, wanted) >= 0,
        "lt" => Compare(value, wanted) < 0,
        "lte" => Compare(value, wanted) <= 0,
        "iexact" => string.Equals(value?.ToString(), wanted, StringComparison.OrdinalIgnoreCase),
        "icontains" => value?.ToString().Contains(wanted, StringComparison.OrdinalIgnoreCase) == true,
        "startswith" => value?.ToString().StartsWith(wanted, StringComparison.Ordinal) == true,
        "in" => wanted.Split(',').Any(text => FilterValues.Matches(value, text)),
        _ => throw new UnknownFilterException(Field),
    };

    // Null is neither greater nor less than anything.
    private static int? Compare(JsonNode? value, string wanted)
    {
        if (value.AsNumber() is { } number && decimal.TryParse(wanted, CultureInfo.InvariantCulture, out var other))
        {
            return number.CompareTo(other);
        }

        return FilterValues.TryParseDate(value?.ToString(), out var date) && FilterValues.TryParseDate(wanted, out var limit)
            ? date.CompareTo(limit)
            : null;
    }
}
