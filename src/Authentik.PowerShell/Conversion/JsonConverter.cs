using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Converts dictionaries, custom objects and JSON strings for a field of free-form JSON.</summary>
internal static class JsonConverter
{
    /// <summary>Converts a value to dictionaries, arrays and plain values. A string is parsed as JSON.</summary>
    /// <exception cref="ArgumentException">The string isn't JSON, or the value can't be written as JSON.</exception>
    public static object Convert(string name, object value) => value is string text ? Parse(name, text) : Flatten(name, value, 0)!;

    private static object? Flatten(string name, object? value, int depth)
    {
        if (depth > JsonWriting.MaxDepth)
        {
            throw new ArgumentException($"The value of {name} is nested too deeply, or refers to itself. Specify fewer levels.");
        }

        return Unwrap.Base(value) switch
        {
            IDictionary map => FlattenMap(name, map.Cast<DictionaryEntry>().Select(entry => (TextOf(entry.Key), entry.Value)), depth),
            PSObject custom => FlattenMap(name, custom.Properties.Select(part => (part.Name, (object?)part.Value)), depth),
            string text => text,
            IEnumerable list => list.Cast<object?>().Select(item => Flatten(name, item, depth + 1)).ToArray(),
            var plain => plain,
        };
    }

    private static OrderedDictionary FlattenMap(string name, IEnumerable<(string Key, object? Value)> entries, int depth)
    {
        var plain = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (key, item) in entries)
        {
            plain[key] = Flatten(name, item, depth + 1);
        }

        return plain;
    }

    private static string TextOf(object key) => System.Convert.ToString(key, CultureInfo.InvariantCulture)!;

    private static object Parse(string name, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonFields.ReadAny(json.RootElement)
                ?? throw new ArgumentException($"The JSON string for {name} is null. Use $null for no value, or @{{}} for an empty one.");
        }
        catch (JsonException error)
        {
            throw new ArgumentException(
                $"The string for {name} isn't valid JSON (line {error.LineNumber + 1}, character {error.BytePositionInLine + 1}). "
                    + "Specify a hashtable, an object or a JSON string.",
                error);
        }
    }
}
