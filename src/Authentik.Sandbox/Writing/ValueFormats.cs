using System.Text.Json;
using System.Text.RegularExpressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Writing;

/// <summary>Reads single values: strings, numbers, booleans, dates.</summary>
internal static class PlainValues
{
    private const string Seconds = "yyyy-MM-ddTHH:mm:ssZ";
    private const string Microseconds = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    public static string ReadString(JsonNode value, bool isBlankAllowed)
    {
        if (value.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number))
        {
            throw new InvalidValueException("Not a valid string.");
        }

        var text = value.ToString().Trim();
        return text.Length > 0 || isBlankAllowed ? text : throw new InvalidValueException("This field may not be blank.");
    }

    public static JsonNode ReadInteger(JsonNode value) =>
        long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidValueException("A valid integer is required.");

    public static JsonNode ReadNumber(JsonNode value) =>
        value.AsNumber() is { } number ? number
        : decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed
        : throw new InvalidValueException("A valid number is required.");

    public static JsonNode ReadUuid(JsonNode value) =>
        Guid.TryParse(value.ToString(), out var id) ? id.ToString() : throw new InvalidValueException("Must be a valid UUID.");

    public static JsonNode ReadBoolean(JsonNode value) => value.AsBoolean() ?? value.ToString().ToLowerInvariant() switch
    {
        "true" or "t" or "yes" or "y" or "on" or "1" => true,
        "false" or "f" or "no" or "n" or "off" or "0" => false,
        _ => throw new InvalidValueException("Must be a valid boolean."),
    };

    public static JsonNode ReadDate(JsonNode value) =>
        DateTimeOffset.TryParse(value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.UtcDateTime.ToString(date.Ticks % TimeSpan.TicksPerSecond == 0 ? Seconds : Microseconds, CultureInfo.InvariantCulture)
            : throw new InvalidValueException(
                "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].");
}

/// <summary>Strings that need a certain format.</summary>
internal static partial class StringFormats
{
    /// <exception cref="InvalidValueException">The string doesn't have the format of its field.</exception>
    public static void Check(Resource resource, Field field, string text, ServerState state)
    {
        var isBadSlug = state.Facts.IsSlug(resource, field) && !Slug().IsMatch(text);
        var error = isBadSlug ? DescribeSlug(state) : FindError(field, text);
        if (error is not null)
        {
            throw new InvalidValueException(error);
        }
    }

    private static string? FindError(Field field, string text) => field.Name switch
    {
        "email" when text.Length > 0 && !Email().IsMatch(text) => "Enter a valid email address.",
        "path" when text.StartsWith('/') || text.EndsWith('/') => "No leading or trailing slashes allowed.",
        _ when field.Type == FieldType.Duration && !Duration.TryRead(text, out _) =>
            $"{text} is not in the correct format of 'hours=3;minutes=1'.",
        _ => null,
    };

    // Newer servers use typographic quotes.
    private static string DescribeSlug(ServerState state) => state.IsFrom(2025, 12)
        ? "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."
        : "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.";

    [GeneratedRegex(@"^[-a-zA-Z0-9_]+$")]
    private static partial Regex Slug();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();
}
