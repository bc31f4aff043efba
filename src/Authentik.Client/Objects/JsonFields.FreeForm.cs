using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Authentik;

/// <content>Free-form JSON, which has no types of its own.</content>
public static partial class JsonFields
{
    // More digits take .NET longer than they are worth: a double has 309 of them.
    private const int MostDigits = 310;

    /// <summary>Reads free-form JSON: objects become dictionaries in the server's order, arrays become lists.</summary>
    public static FieldFit ReadJson(JsonElement json, out object? value)
    {
        value = ReadAny(json) is var read && read is object?[] items ? new ValueList<object?>(items) : read;
        return FieldFit.Fits;
    }

    /// <summary>Reads any JSON value: dictionaries in order, arrays, strings, numbers, true, false and null.</summary>
    public static object? ReadAny(JsonElement json) => ReadAny(json, ReadObject, static text => text);

    /// <summary>The same, where the caller says what an object and what a string become.</summary>
    internal static object? ReadAny(
        JsonElement json, Func<JsonElement, object> readObject, Func<string, object> readString) => json.ValueKind switch
    {
        JsonValueKind.Object => readObject(json),
        JsonValueKind.Array => json.EnumerateArray().Select(item => ReadAny(item, readObject, readString)).ToArray(),
        JsonValueKind.String => readString(json.GetString()!),
        JsonValueKind.Number => ReadNumber(json),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static JsonDictionary ReadObject(JsonElement json)
    {
        var map = new JsonDictionary();
        foreach (var property in json.EnumerateObject())
        {
            map[property.Name] = ReadAny(property.Value);
        }

        return map;
    }

    private static object ReadNumber(JsonElement json)
    {
        if (json.TryGetInt32(out var small))
        {
            return small;
        }

        if (json.TryGetInt64(out var large))
        {
            return large;
        }

        var text = json.GetRawText();
        return text.Length <= MostDigits
            && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var huge)
                ? huge
                : json.GetDouble();
    }
}
