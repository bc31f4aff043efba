using System.Globalization;

namespace Authentik.Values;

/// <summary>Writes single values as a query has them. Only these spellings are a filter to authentik.</summary>
internal static class QueryText
{
    /// <summary>Writes the id of an object, a UUID without hyphens where the server compares it as such a string.</summary>
    public static string WriteId(object id, bool omitsHyphens) => omitsHyphens && id is Guid uuid ? uuid.ToString("N") : Write(id);

    public static string Write(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTime date => JsonWriting.WriteDate(JsonWriting.AddZone(date)),
        DateTimeOffset date => JsonWriting.WriteDate(date),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
