using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Lists;

/// <summary>A filter whose name says how a field is compared, such as <c>last_login__gt</c>.</summary>
internal sealed record FilterTest(string Field, string Test)
{
    private static readonly string[] Tests = ["__isnull", "__gte", "__lte", "__gt", "__lt", "__iexact", "__icontains", "__startswith", "_startswith", "__in"];

    public static FilterTest Parse(string filter)
    {
        var test = Tests.FirstOrDefault(ending => filter.EndsWith(ending, StringComparison.Ordinal));
        return test is null ? new FilterTest(filter, string.Empty) : new FilterTest(filter[..^test.Length], test.TrimStart('_'));
    }

    public bool Passes(JsonNode? value, string wanted) => Test switch
    {
        "isnull" => FilterValues.IsTrue(wanted) == value is null,
        "gt" => Compare(value, wanted) > 0,
        "gte" => Compare(value, wanted) >= 0,
        "lt" => Compare(value, wanted) < 0,
        "lte" => Compare(value, wanted) <= 0,
        "iexact" => string.Equals(value?.ToString(), wanted, StringComparison.OrdinalIgnoreCase),
        "icontains" => value?.ToString().Contains(wanted, StringComparison.OrdinalIgnoreCase) == true,
        "startswith" => value?.ToString().StartsWith(wanted, StringComparison.Ordinal) == true,
        "in" => wanted.Split(',').Any(text => FilterValues.Same(value, text)),
        _ => throw new UnknownFilterException(Field),
    };

    // Null is neither more nor less than anything.
    private static int? Compare(JsonNode? value, string wanted)
    {
        if (value.AsNumber() is { } number && decimal.TryParse(wanted, CultureInfo.InvariantCulture, out var other))
        {
            return number.CompareTo(other);
        }

        return FilterValues.TryDate(value?.ToString(), out var date) && FilterValues.TryDate(wanted, out var limit) ? date.CompareTo(limit) : null;
    }
}
