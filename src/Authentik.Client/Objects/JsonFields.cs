using System.Globalization;
using System.Security;
using System.Text.Json;
using Authentik.Book;

namespace Authentik;

/// <summary>Reads JSON values into the types of properties. A null fits everything; what doesn't fit leaves null behind.</summary>
public static partial class JsonFields
{
    /// <summary>
    /// Reads a string; a number counts as its digits, because some versions write as a number what others write as a string.
    /// </summary>
    public static FieldFit ReadText(JsonElement json, out string? value)
    {
        value = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.GetRawText(),
            _ => null,
        };
        return FitOf(json, value is not null);
    }

    /// <summary>Reads a secret; one that is too long for a SecureString doesn't fit.</summary>
    public static FieldFit ReadSecret(JsonElement json, out SecureString? value)
    {
        var fit = ReadText(json, out var text);
        var isTooLong = text?.Length > SecretText.MostLength;
        value = text is null || isTooLong ? null : SecretText.Protect(text);
        return isTooLong ? FieldFit.Misfit : fit;
    }

    /// <summary>Reads a whole number of 32 bits, also one that is written as a string: lists of all kinds write ids so.</summary>
    public static FieldFit ReadInteger(JsonElement json, out int? value)
    {
        var read = 0;
        var fits = json.ValueKind switch
        {
            JsonValueKind.Number => json.TryGetInt32(out read),
            JsonValueKind.String => int.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out read),
            _ => false,
        };
        value = fits ? read : null;
        return FitOf(json, fits);
    }

    /// <summary>Reads a number.</summary>
    public static FieldFit ReadNumber(JsonElement json, out double? value)
    {
        var read = 0d;
        var fits = json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out read);
        value = fits ? read : null;
        return FitOf(json, fits);
    }

    /// <summary>Reads true or false.</summary>
    public static FieldFit ReadBoolean(JsonElement json, out bool? value)
    {
        value = json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
        return FitOf(json, value is not null);
    }

    /// <summary>Reads a point in time. Some actions write it as the seconds or milliseconds since 1970.</summary>
    public static FieldFit ReadDate(JsonElement json, out DateTimeOffset? value)
    {
        var read = default(DateTimeOffset);
        var fits = json.ValueKind switch
        {
            JsonValueKind.String => DateTimeOffset.TryParse(
                json.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out read),
            JsonValueKind.Number => json.TryGetDouble(out var number) && TryReadUnixTime(number, out read),
            _ => false,
        };
        value = fits ? read : null;
        return FitOf(json, fits);
    }

    // So many seconds are the year 5138, so many milliseconds the year 1973.
    private static bool TryReadUnixTime(double number, out DateTimeOffset time)
    {
        const double MostSeconds = 100_000_000_000;
        const double MostMilliseconds = MostSeconds * 1000;
        var fits = number is > 0 and < MostMilliseconds;
        time = fits ? DateTimeOffset.UnixEpoch.AddSeconds(number < MostSeconds ? number : number / 1000) : default;
        return fits;
    }

    /// <summary>Reads a duration.</summary>
    public static FieldFit ReadDuration(JsonElement json, out Duration? value)
    {
        value = null;
        return FitOf(json, json.ValueKind == JsonValueKind.String && Duration.TryRead(json.GetString(), out value));
    }

    /// <summary>Reads a duration that old servers have as a number of minutes.</summary>
    public static FieldFit ReadMinutes(JsonElement json, out Duration? value)
    {
        if (json.ValueKind != JsonValueKind.Number || !json.TryGetInt32(out var minutes))
        {
            return ReadDuration(json, out value);
        }

        value = Duration.FromMinutes(minutes);
        return FieldFit.Fits;
    }

    /// <summary>Reads a UUID.</summary>
    public static FieldFit ReadUuid(JsonElement json, out Guid? value)
    {
        var read = Guid.Empty;
        var fits = json.ValueKind == JsonValueKind.String && Guid.TryParse(json.GetString(), out read);
        value = fits ? read : null;
        return FitOf(json, fits);
    }

    /// <summary>
    /// Reads the UUID of another object. Where an old server embeds the object itself, its <c>pk</c> is taken and the whole
    /// counts as a misfit, so that it is kept.
    /// </summary>
    public static FieldFit ReadReference(JsonElement json, out Guid? value)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return ReadUuid(json, out value);
        }

        value = json.TryGetProperty("pk", out var pk) && ReadUuid(pk, out Guid? read) == FieldFit.Fits ? read : null;
        return FieldFit.Misfit;
    }

    /// <summary>
    /// Reads the number of another object, or takes it out of the object itself as
    /// <see cref="ReadReference(JsonElement, out Guid?)"/> does.
    /// </summary>
    public static FieldFit ReadReference(JsonElement json, out int? value)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return ReadInteger(json, out value);
        }

        value = json.TryGetProperty("pk", out var pk) && ReadInteger(pk, out int? read) == FieldFit.Fits ? read : null;
        return FieldFit.Misfit;
    }

    /// <summary>Reads a nested object.</summary>
    public static FieldFit ReadShape<T>(JsonElement json, out T? value)
        where T : AuthentikObject, new()
    {
        value = null;
        if (json.ValueKind == JsonValueKind.Object)
        {
            value = new T();
            value.Fill(json, session: null);
        }

        return FitOf(json, value is not null);
    }

    private static FieldFit FitOf(JsonElement json, bool fits) =>
        fits || json.ValueKind == JsonValueKind.Null ? FieldFit.Fits : FieldFit.Misfit;
}
