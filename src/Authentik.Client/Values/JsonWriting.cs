using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Http;
using Authentik.Parsing;

namespace Authentik.Values;

/// <summary>Turns .NET values into JSON for a request, and refuses what would hurt the server.</summary>
internal static class JsonWriting
{
    /// <summary>The deepest nesting of a value. JSON readers, those of servers too, end soon after it.</summary>
    public const int MaxDepth = 60;

    /// <summary>The value as JSON.</summary>
    /// <exception cref="InputException">It has no JSON form, or one that authentik can't read again.</exception>
    public static JsonNode? Write(object? value, string field) => Write(value, field, depth: 0);

    /// <summary>A point in time as the API writes it: UTC, to the tick where there is a fraction.</summary>
    public static string WriteDate(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// The point in time of a date, local where it has no zone. The first and last days of the calendar have no room for zones.
    /// </summary>
    public static DateTimeOffset AddZone(DateTime date) =>
        date > DateTime.MinValue.AddDays(1) && date < DateTime.MaxValue.AddDays(-1)
            ? new DateTimeOffset(date)
            : new DateTimeOffset(date.Ticks, TimeSpan.Zero);

    private static JsonNode? Write(object? value, string field, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Refused(field, "is nested too deeply, or refers to itself. Specify fewer levels.");
        }

        return value switch
        {
            null => null,
            JsonNode node => node.DeepClone(),
            JsonElement element => JsonTree.Copy(element),
            string text => Text(text, field),
            char letter => Text(letter.ToString(), field),
            bool flag => JsonValue.Create(flag),
            Enum name => JsonValue.Create(name.ToString()),
            Guid id => JsonValue.Create(id.ToString()),
            Uri uri => JsonValue.Create(uri.OriginalString),
            DateTimeOffset date => JsonValue.Create(WriteDate(date)),
            DateTime date => JsonValue.Create(WriteDate(AddZone(date))),
            SecureString => throw Refused(field, "contains a SecureString, which free-form JSON can't contain. Omit it."),
            IDictionary map => Map(map, field, depth),
            IEnumerable list => List(list, field, depth),
            _ => Number(value, field),
        };
    }

    private static JsonObject Map(IDictionary map, string field, int depth)
    {
        var json = new JsonObject();
        foreach (DictionaryEntry entry in map)
        {
            var key = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            json[Checked(key, field)] = Write(entry.Value, field, depth + 1);
        }

        return json;
    }

    private static JsonArray List(IEnumerable list, string field, int depth)
    {
        var json = new JsonArray();
        foreach (var item in list)
        {
            json.Add(Write(item, field, depth + 1));
        }

        return json;
    }

    // authentik stores a number beyond 64 bits, and then can't return any list that contains the object.
    private static JsonNode Number(object value, string field) => value switch
    {
        byte or sbyte or short or ushort or int or uint or long =>
            JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong whole when whole <= long.MaxValue => JsonValue.Create((long)whole),
        BigInteger whole when whole >= long.MinValue && whole <= long.MaxValue => JsonValue.Create((long)whole),
        ulong or BigInteger => throw TooLarge(field, value),
        float or double or decimal => Fraction(Convert.ToDouble(value, CultureInfo.InvariantCulture), value, field),
        _ => throw Refused(
            field, $"contains {Articles.AddTo(value.GetType().Name)}, which can't be written as JSON. "
            + "Use strings, numbers, lists and hashtables."),
    };

    private static JsonNode Fraction(double number, object value, string field)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 9.2e18)
        {
            throw TooLarge(field, value);
        }

        return value is decimal exact ? JsonValue.Create(exact) : JsonValue.Create(number);
    }

    private static JsonValue Text(string text, string field) => JsonValue.Create(Checked(text, field))!;

    private static string Checked(string text, string field) => TextFlaw.Find(text) is { } flaw ? throw Refused(field, flaw) : text;

    private static InputException TooLarge(string field, object value) =>
        Refused(field, $"contains the number {value}, which authentik stores and then can't read again. Specify it as a string.");

    private static InputException Refused(string field, string why) => new(InputProblem.InvalidValue, $"The value of {field} {why}");
}
