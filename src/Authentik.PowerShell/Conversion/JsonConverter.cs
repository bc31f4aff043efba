using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Takes dictionaries, custom objects and JSON text for a field of free-form JSON.</summary>
internal static class JsonConverter
{
    /// <summary>The value as dictionaries, arrays and plain values.</summary>
    /// <exception cref="ArgumentException">The text is no JSON, or the value has no form in JSON.</exception>
    public static object Convert(string name, object value) => value is string text ? Parse(name, text) : Plain(name, value, 0)!;

    /// <summary>The value as dictionaries, arrays and plain values, where a text is a text.</summary>
    /// <exception cref="ArgumentException">The value has no form in JSON.</exception>
    public static object? Plain(string name, object? value, int depth)
    {
        if (depth > JsonWriting.MaxDepth)
        {
            throw new ArgumentException($"The value of {name} is nested too deeply, or refers to itself.");
        }

        return Unwrap.Base(value) switch
        {
            IDictionary map => Map(name, map.Cast<DictionaryEntry>().Select(entry => (System.Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value)), depth),
            PSObject custom => Map(name, custom.Properties.Select(property => (property.Name, (object?)property.Value)), depth),
            string text => text,
            IEnumerable list => list.Cast<object?>().Select(item => Plain(name, item, depth + 1)).ToArray(),
            var plain => plain,
        };
    }

    private static OrderedDictionary Map(string name, IEnumerable<(string Key, object? Value)> entries, int depth)
    {
        var plain = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (key, item) in entries)
        {
            plain[key] = Plain(name, item, depth + 1);
        }

        return plain;
    }

    private static object Parse(string name, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonFields.ReadAny(json.RootElement) ?? throw new ArgumentException($"The JSON text for {name} is null; use $null or @{{}}.");
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"The text for {name} is not JSON: {error.Message} Give a hashtable, an object or JSON text.", error);
        }
    }
}
