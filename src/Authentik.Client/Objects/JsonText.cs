using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Authentik;

/// <summary>Writes values that were read from JSON as compact JSON again, without secrets.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value as JSON.</summary>
    public static string Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null or SecureString: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case string text: json.WriteStringValue(text); break;
            case int or long or short or byte or double or float or decimal or BigInteger:
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset date: json.WriteStringValue(date); break;
            case AuthentikObject nested: WriteParts(json, nested); break;
            case IDictionary map: WriteMap(json, map); break;
            case IEnumerable list and not Uri: WriteList(json, list); break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void WriteMap(Utf8JsonWriter json, IDictionary map)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            json.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
            Write(json, entry.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable list)
    {
        json.WriteStartArray();
        foreach (var item in list)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    }

    // A field that the book doesn't know couldn't be read again.
    private static void WriteParts(Utf8JsonWriter json, AuthentikObject nested)
    {
        json.WriteStartObject();
        foreach (var part in nested.Present.Where(part => nested.PropertyOf(part) is not null && nested.ValueOf(part) is not null))
        {
            json.WritePropertyName(part);
            Write(json, nested.ValueOf(part));
        }

        json.WriteEndObject();
    }
}
