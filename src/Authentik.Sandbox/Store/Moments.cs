using System.Globalization;
using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Store;

/// <summary>Moments, as the server writes them.</summary>
internal static class Moments
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The moment that a value names; null when it names none.</summary>
    public static DateTimeOffset? AsMoment(this JsonNode? value) =>
        DateTimeOffset.TryParse(value.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
