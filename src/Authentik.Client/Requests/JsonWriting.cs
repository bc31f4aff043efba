using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeValue = System.Text.Json.Nodes.JsonValue;

namespace Authentik.Requests;

/// <summary>Turns .NET values into JSON for a request, and refuses what would hurt the server.</summary>
internal static class JsonWriting
{
    private const int DeepestNesting = 60;

    /// <summary>How JSON is written: readable letters stay as they are.</summary>
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value as JSON.</summary>
    /// <exception cref="InputException">It has no JSON form, or one that authentik cannot read again.</exception>
    public static JsonNode? Write(object? value, string field) => Write(value, field, depth: 0);

    /// <summary>A point in time as the API writes it: UTC, to the tick where there is a fraction.</summary>
    public static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The point in time that a date means; without a zone it is the local one. The first and last days of the calendar have no room for zones.</summary>
    public static DateTimeOffset Zoned(DateTime date) =>
        date > DateTime.MinValue.AddDays(1) && date < DateTime.MaxValue.AddDays(-1) ? new DateTimeOffset(date) : new DateTimeOffset(date.Ticks, TimeSpan.Zero);

    private static JsonNode? Write(object? value, string field, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw Refused(field, "is nested too deeply, or refers to itself.");
        }

        return value switch
        {
            null => null,
            JsonNode node => node.DeepClone(),
            JsonElement element => JsonSerializer.SerializeToNode(element, Options),
            string text => Text(text, field),
            char letter => Text(letter.ToString(), field),
            bool flag => NodeValue.Create(flag),
            Enum name => NodeValue.Create(name.ToString()),
            Guid id => NodeValue.Create(id.ToString()),
            Uri uri => NodeValue.Create(uri.OriginalString),
            DateTimeOffset date => NodeValue.Create(Date(date)),
            DateTime date => NodeValue.Create(Date(Zoned(date))),
            SecureString => throw Refused(field, "holds a secret; free-form JSON has no place for one."),
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

    // A number beyond 64 bits is stored, and then every list with that object fails: refuse it here.
    private static JsonNode Number(object value, string field) => value switch
    {
        byte or sbyte or short or ushort or int or uint or long => NodeValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong whole when whole <= long.MaxValue => NodeValue.Create((long)whole),
        BigInteger whole when whole >= long.MinValue && whole <= long.MaxValue => NodeValue.Create((long)whole),
        ulong or BigInteger => throw TooLarge(field, value),
        float or double or decimal => Fraction(Convert.ToDouble(value, CultureInfo.InvariantCulture), value, field),
        _ => throw Refused(field, $"holds a {value.GetType().Name}, which has no form in JSON."),
    };

    private static JsonNode Fraction(double number, object value, string field)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 9.2e18)
        {
            throw TooLarge(field, value);
        }

        return value is decimal exact ? NodeValue.Create(exact) : NodeValue.Create(number);
    }

    private static NodeValue Text(string text, string field) => NodeValue.Create(Checked(text, field))!;

    private static string Checked(string text, string field) =>
        text.Contains('\0', StringComparison.Ordinal) ? throw Refused(field, "holds a NUL character, which authentik cannot store.") : text;

    private static InputException TooLarge(string field, object value) =>
        Refused(field, $"holds the number {value}, which authentik stores and then cannot read again. Send it as text.");

    private static InputException Refused(string field, string why) => new(InputProblem.InvalidValue, $"The value of {field} {why}");
}
