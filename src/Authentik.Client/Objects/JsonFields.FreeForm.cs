using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Authentik;

/// <content>Free-form JSON, which has no types of its own.</content>
internal static partial class JsonFields
{
    // More digits take .NET longer than they are worth: a double has 309 of them.
    private const int MostDigits = 310;

    /// <summary>Reads free-form JSON: objects become dictionaries in the server's order, arrays become lists.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadJson(ref Utf8JsonReader json, out object? value)
    {
        value = ReadAny(ref json) is var read && read is object?[] items ? new ValueList<object?>(items) : read;
        return FieldFit.Fits;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static object? ReadAny(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref json),
        JsonTokenType.StartArray => ReadArray(ref json),
        JsonTokenType.String => json.GetString(),
        JsonTokenType.Number => json.TryGetInt32(out var small) ? small
            : json.TryGetInt64(out var large) ? large
            : ReadHuge(Encoding.UTF8.GetString(json.ValueSpan)),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static JsonDictionary ReadObject(ref Utf8JsonReader json)
    {
        var map = new JsonDictionary();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            map[name] = ReadAny(ref json);
        }

        return map;
    }

    private static object?[] ReadArray(ref Utf8JsonReader json)
    {
        var items = new List<object?>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadAny(ref json));
        }

        return [.. items];
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
        JsonValueKind.Number => json.TryGetInt32(out var small) ? small
            : json.TryGetInt64(out var large) ? large
            : ReadHuge(json.GetRawText()),
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

    private static object ReadHuge(string digits) => digits.Length <= MostDigits
        && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var huge)
            ? huge
            : double.Parse(digits, CultureInfo.InvariantCulture);
}
