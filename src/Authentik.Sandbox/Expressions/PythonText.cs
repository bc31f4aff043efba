using System.Text;

namespace Authentik.Sandboxing.Expressions;

/// <summary>Values as Python writes them.</summary>
internal static class PythonText
{
    private const int Indent = 4;
    private const int LastAscii = 0x7e;

    /// <summary>True when Python takes the value for true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        JsonObject map => map.Count > 0,
        JsonNode node => node.AsBoolean() ?? (node.AsNumber() is { } number ? number != 0 : node.ToString().Length > 0),
        _ => true,
    };

    /// <summary>The value as a string.</summary>
    public static string Convert(object? value) => value switch
    {
        null => "None",
        Guid id => id.ToString(),
        JsonNode node => node.AsString() ?? Represent(node),
        _ => throw PythonCode.Reject(),
    };

    /// <summary>The value as JSON that can be stored. As on the server, lists lose what is empty or false.</summary>
    public static JsonNode? Sanitize(object? value) => value switch
    {
        null => null,
        Guid id => id.ToString("N"),
        UserObject user => user.Summary,
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Sanitize(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sanitize).Where(IsTrue)]),
        JsonNode node => node.DeepClone(),
        _ => throw PythonCode.Reject(),
    };

    /// <summary>The value as JSON text, as Python writes it.</summary>
    public static string WriteJson(JsonNode? value, bool isIndented)
    {
        var text = new StringBuilder();
        Write(text, value, isIndented ? 0 : null);
        return text.ToString();
    }

    private static string Represent(JsonNode? node) => node switch
    {
        null => "None",
        JsonObject map => $"{{{string.Join(", ", map.Select(pair => $"{Quote(pair.Key)}: {Represent(pair.Value)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(Represent))}]",
        _ when node.AsBoolean() is { } flag => flag ? "True" : "False",
        _ => node.AsString() is { } text ? Quote(text) : node.ToJsonString(),
    };

    private static string Quote(string text) =>
        text.All(letter => letter is >= ' ' and <= '~' and not ('\'' or '\\')) ? $"'{text}'" : throw PythonCode.Reject();

    private static void Write(StringBuilder text, JsonNode? value, int? depth)
    {
        switch (value)
        {
            case JsonObject map:
                WriteItems(text, "{}", [.. map], depth, (pair, inner) =>
                {
                    text.Append(QuoteJson(pair.Key)).Append(": ");
                    Write(text, pair.Value, inner);
                });
                break;
            case JsonArray list:
                WriteItems(text, "[]", [.. list], depth, (item, inner) => Write(text, item, inner));
                break;
            default:
                text.Append(value.AsString() is { } plain ? QuoteJson(plain) : value?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void WriteItems<T>(StringBuilder text, string brackets, IReadOnlyList<T> items, int? depth, Action<T, int?> write)
    {
        text.Append(brackets[0]);
        for (var index = 0; index < items.Count; index++)
        {
            text.Append(index == 0 ? string.Empty : depth is null ? ", " : ",");
            AddLine(text, depth + 1);
            write(items[index], depth + 1);
        }

        if (items.Count > 0)
        {
            AddLine(text, depth);
        }

        text.Append(brackets[1]);
    }

    private static void AddLine(StringBuilder text, int? depth)
    {
        if (depth is { } steps)
        {
            text.Append('\n').Append(' ', steps * Indent);
        }
    }

    // Python escapes everything but ASCII, in lower case.
    private static string QuoteJson(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or > (char)LastAscii => $"\\u{(int)letter:x4}",
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
