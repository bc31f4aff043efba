using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Authentik.Sandboxing.Values;

/// <summary>Writes JSON as YAML. Strings are quoted unless they are plain words.</summary>
internal static class YamlWriter
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    public static string Write(JsonObject map)
    {
        var text = new StringBuilder();
        WriteMap(text, map, string.Empty);
        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, JsonObject map, string indent)
    {
        var start = string.Empty;
        foreach (var (name, value) in map)
        {
            text.Append(start).Append(Quote(name)).Append(':');
            start = indent;
            WriteValue(text, value, indent, isInMap: true);
        }
    }

    // A list below a name isn't indented, as the server writes it.
    private static void WriteValue(StringBuilder text, JsonNode? value, string indent, bool isInMap)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append(isInMap ? $"\n{indent}  " : " ");
                WriteMap(text, map, indent + "  ");
                break;
            case JsonArray { Count: > 0 } list:
                foreach (var (item, index) in list.Select((item, index) => (item, index)))
                {
                    text.Append(isInMap || index > 0 ? (text[^1] == '\n' ? indent : $"\n{indent}") : " ").Append('-');
                    WriteValue(text, item, isInMap ? indent : indent + "  ", isInMap: false);
                }

                break;
            default:
                text.Append(' ').Append(WriteScalar(value)).Append('\n');
                break;
        }
    }

    private static string WriteScalar(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when value.AsString() is { } word => Quote(word),
        _ => value.ToJsonString(),
    };

    private static string Quote(string word) => IsPlain(word) ? word : JsonScalar.Create(word)!.ToJsonString(Quoting);

    private static bool IsPlain(string word) =>
        word.Length > 0
        && char.IsAsciiLetter(word[0])
        && word.All(c => char.IsAsciiLetterOrDigit(c) || "_-./".Contains(c, StringComparison.Ordinal))
        && !Reserved.Contains(word, StringComparer.OrdinalIgnoreCase);
}
