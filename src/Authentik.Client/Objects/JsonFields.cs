using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security;
using System.Text;
using System.Text.Json;
using Authentik.Book;
using Authentik.Parsing;

namespace Authentik;

/// <summary>
/// Reads JSON values into the types of properties. A null fits everything; what doesn't fit leaves null behind, and JSON anywhere inside of
/// the value.
/// </summary>
internal static partial class JsonFields
{
    private const int ShortestDateWithZone = 20;
    private const int LengthOfOffset = 6;
    private const int LengthOfDay = 10;
    private const int LengthOfYear = 4;

    /// <summary>
    /// Reads a string; a number counts as its digits, because some versions write as a number what others write as a string.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadText(ref Utf8JsonReader json, out string? value)
    {
        value = json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(json.ValueSpan),
            _ => null,
        };
        return FitOf(ref json, value is not null);
    }

    /// <summary>Reads a secret; one that is too long for a SecureString doesn't fit.</summary>
    public static FieldFit ReadSecret(ref Utf8JsonReader json, out SecureString? value)
    {
        var fit = ReadText(ref json, out var text);
        var isTooLong = text?.Length > SecretText.MostLength;
        value = text is null || isTooLong ? null : SecretText.Protect(text);
        return isTooLong ? FieldFit.Misfit : fit;
    }

    /// <summary>Reads a whole number of 32 bits, also one that is written as a string: lists of all kinds write ids so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadInteger(ref Utf8JsonReader json, out int? value)
    {
        var read = 0;
        var fits = json.TokenType switch
        {
            JsonTokenType.Number => json.TryGetInt32(out read),
            JsonTokenType.String => int.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out read),
            _ => false,
        };
        value = fits ? read : null;
        return FitOf(ref json, fits);
    }

    /// <summary>Reads a number.</summary>
    public static FieldFit ReadNumber(ref Utf8JsonReader json, out double? value)
    {
        var read = 0d;
        var fits = json.TokenType == JsonTokenType.Number && json.TryGetDouble(out read);
        value = fits ? read : null;
        return FitOf(ref json, fits);
    }

    /// <summary>Reads true or false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadBoolean(ref Utf8JsonReader json, out bool? value)
    {
        value = json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
        return FitOf(ref json, value is not null);
    }

    /// <summary>Reads a point in time. Some actions write it as the seconds or milliseconds since 1970.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadDate(ref Utf8JsonReader json, out DateTimeOffset? value)
    {
        var read = default(DateTimeOffset);
        var fits = json.TokenType switch
        {
            JsonTokenType.String => (HasZone(json.ValueSpan) && json.TryGetDateTimeOffset(out read))
                || (HasDay(json.ValueSpan)
                    && DateTimeOffset.TryParse(json.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out read)),
            JsonTokenType.Number => json.TryGetDouble(out var number) && TryReadUnixTime(number, out read),
            _ => false,
        };
        value = fits ? read : null;
        return FitOf(ref json, fits);
    }

    // A time alone would become one of today.
    private static bool HasDay(ReadOnlySpan<byte> date) => date.Length >= LengthOfDay && date[LengthOfYear] == '-';

    // Without one, .NET's fast reader would take the time of this machine.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool HasZone(ReadOnlySpan<byte> date) => date.Length >= ShortestDateWithZone
        && (date[^1] == 'Z' || date[^LengthOfOffset] is (byte)'+' or (byte)'-');

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
    public static FieldFit ReadDuration(ref Utf8JsonReader json, out Duration? value)
    {
        value = null;
        return FitOf(ref json, json.TokenType == JsonTokenType.String && Duration.TryRead(json.GetString(), out value));
    }

    /// <summary>Reads a duration that old servers have as a number of minutes.</summary>
    public static FieldFit ReadMinutes(ref Utf8JsonReader json, out Duration? value)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt32(out var minutes))
        {
            return ReadDuration(ref json, out value);
        }

        value = Duration.FromMinutes(minutes);
        return FieldFit.Fits;
    }

    /// <summary>Reads a UUID.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadUuid(ref Utf8JsonReader json, out Guid? value)
    {
        var read = Guid.Empty;
        var fits = json.TokenType == JsonTokenType.String && (json.TryGetGuid(out read) || Guid.TryParse(json.GetString(), out read));
        value = fits ? read : null;
        return FitOf(ref json, fits);
    }

    /// <summary>
    /// Reads the UUID of another object. Where an old server embeds the object itself, its <c>pk</c> is taken and the whole
    /// counts as a misfit, so that it is kept.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadReference(ref Utf8JsonReader json, out Guid? value)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return ReadUuid(ref json, out value);
        }

        value = MoveToKey(ref json) && ReadUuid(ref json, out Guid? read) == FieldFit.Fits ? read : null;
        return FieldFit.Misfit;
    }

    /// <summary>
    /// Reads the number of another object, or takes it out of the object itself as
    /// <see cref="ReadReference(ref Utf8JsonReader, out Guid?)"/> does.
    /// </summary>
    public static FieldFit ReadReference(ref Utf8JsonReader json, out int? value)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return ReadInteger(ref json, out value);
        }

        value = MoveToKey(ref json) && ReadInteger(ref json, out int? read) == FieldFit.Fits ? read : null;
        return FieldFit.Misfit;
    }

    private static bool MoveToKey(ref Utf8JsonReader json) => JsonMember.MoveTo(ref json, "pk"u8);

    /// <summary>Reads a nested object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadShape<T>(ref Utf8JsonReader json, out T? value)
        where T : AuthentikObject, new()
    {
        value = null;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return FitOf(ref json, fits: false);
        }

        value = new T();
        value.ReadAll(ref json, session: null);
        return FieldFit.Fits;
    }

    private static FieldFit FitOf(ref Utf8JsonReader json, bool fits) =>
        fits || json.TokenType == JsonTokenType.Null ? FieldFit.Fits : FieldFit.Misfit;
}
