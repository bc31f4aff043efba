using System.Globalization;

namespace Authentik.Values;

/// <summary>Writes single values as a query has them. Only these spellings are a filter to authentik.</summary>
internal static class QueryText
{
    public static string Write(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTime date => JsonWriting.WriteDate(JsonWriting.AddZone(date)),
        DateTimeOffset date => JsonWriting.WriteDate(date),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
