using System.Collections;
using System.Text.Json;
using Authentik.Book;

namespace Authentik.Masking;

/// <summary>
/// Masks secrets in what authentik recorded from requests and logged: what has the name of a secret, the arguments of a request that
/// carry one, and secrets by their format.
/// </summary>
internal static class RecordedSecrets
{
    private static readonly string[] NamesOfPairs = ["name", "key"];

    /// <summary>
    /// Replaces the secrets in an object and all objects inside of it. Such an object is for showing, and not for a comparison with what
    /// is stored.
    /// </summary>
    public static void MaskIn(AuthentikObject found)
    {
        foreach (var one in found.ListNested().Prepend(found))
        {
            MaskFields(one);
        }
    }

    /// <summary>The same, but for the objects inside of it.</summary>
    public static void MaskFields(AuthentikObject one)
    {
        foreach (var field in one.Recorded)
        {
            var value = one.ValueOf(field);
            if (value is not null && Mask(value) is var masked && !ReferenceEquals(masked, value))
            {
                one.Replace(field, masked);
            }
        }
    }

    /// <summary>A value without secrets; the same value if there are none.</summary>
    public static object Mask(object value) => Mask(value, isSecret: false, isArgument: false);

    /// <summary>
    /// An object of a response, with masks in the fields of the resource that contain what was recorded; null if none of them does.
    /// </summary>
    public static JsonElement? FindMasked(Resource resource, JsonElement stored)
    {
        var recorded = resource.Fields.Where(field => field.IsRecorded).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        if (recorded.Count == 0)
        {
            return null;
        }

        var map = new JsonDictionary();
        foreach (var field in stored.EnumerateObject())
        {
            var value = JsonFields.ReadAny(field.Value);
            map[field.Name] = value is not null && recorded.Contains(field.Name) ? Mask(value) : value;
        }

        return JsonSerializer.Deserialize<JsonElement>(JsonText.Write(map));
    }

    /// <summary>True if a value contains a mask, and so isn't what is stored.</summary>
    public static bool ContainsMask(object? value) => value switch
    {
        string text => text.Contains(Redactor.Mark, StringComparison.Ordinal),
        IDictionary map => map.Values.Cast<object?>().Any(ContainsMask),
        IEnumerable list => list.Cast<object?>().Any(ContainsMask),
        _ => false,
    };

    // Numbers, true and false are no secrets.
    private static object Mask(object value, bool isSecret, bool isArgument) => value switch
    {
        string text => MaskText(text, isSecret),
        IDictionary map => MaskMap(map, isSecret, isArgument),
        IEnumerable list => MaskList(list, isSecret, isArgument),
        _ => value,
    };

    private static string MaskText(string text, bool isSecret) =>
        text.Length == 0 ? text : isSecret ? Redactor.Mark : MaskJson(text) ?? RecordedText.Redact(text);

    // Bodies of requests are recorded as strings. Null if it isn't JSON, or has no secrets.
    private static string? MaskJson(string text)
    {
        if (text[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            var value = JsonFields.ReadAny(json.RootElement)!;
            var masked = Mask(value);
            return ReferenceEquals(masked, value) ? null : JsonText.Write(masked);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is thrown for text that isn't valid Unicode.
            return null;
        }
    }

    private static object MaskMap(IDictionary map, bool isSecret, bool isArgument)
    {
        JsonDictionary? masked = null;
        foreach (DictionaryEntry entry in map)
        {
            var name = (string)entry.Key;
            var isInside = isSecret || SecretNames.Contains(name, isArgument) || (name == "value" && IsNamedSecret(map, isArgument));
            var value = entry.Value is null ? null : Mask(entry.Value, isInside, isArgument || SecretNames.IsArguments(name));
            if (!ReferenceEquals(value, entry.Value))
            {
                masked ??= Copy(map);
                masked[name] = value;
            }
        }

        return masked ?? (object)map;
    }

    // As headers and form fields are often written: { "name": "Cookie", "value": "..." }.
    private static bool IsNamedSecret(IDictionary map, bool isArgument) =>
        NamesOfPairs.Any(key => map[key] is string name && SecretNames.Contains(name, isArgument));

    private static object MaskList(IEnumerable list, bool isSecret, bool isArgument)
    {
        var items = list.Cast<object?>().ToArray();
        var isPair = items is [string name, string] && SecretNames.Contains(name, isArgument);
        var masked = items.Select((item, index) => item is null ? null : Mask(item, isSecret || (isPair && index == 1),
            isArgument)).ToArray();
        return masked.Zip(items).All(pair => ReferenceEquals(pair.First, pair.Second)) ? list : masked;
    }

    private static JsonDictionary Copy(IDictionary map)
    {
        var copy = new JsonDictionary();
        foreach (DictionaryEntry entry in map)
        {
            copy[entry.Key] = entry.Value;
        }

        return copy;
    }
}
