using System.Text.Json;
using System.Text.RegularExpressions;

namespace Authentik.Sandboxing.Values;

/// <summary>
/// Reads YAML as JSON: maps, lists, plain and quoted text, blocks of lines, and JSON. Tags, anchors and several documents aren't
/// supported.
/// </summary>
internal sealed partial class YamlReader
{
    private readonly List<(int Indent, string Text)> lines = [];
    private int at;

    private YamlReader(string text)
    {
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r', ' ')))
        {
            lines.Add((line.Length - line.TrimStart(' ').Length, line.TrimStart(' ')));
        }
    }

    /// <exception cref="FormatException">The text isn't valid, or uses what isn't supported.</exception>
    public static JsonNode? Read(string text)
    {
        var reader = new YamlReader(text);
        var value = reader.SkipEmpty() ? reader.ReadBlock() : null;
        return reader.SkipEmpty() ? throw reader.Fail() : value;
    }

    private (int Indent, string Text) Line => lines[at];

    private FormatException Fail() => new($"Line {at + 1} can't be read.");

    // False at the end.
    private bool SkipEmpty()
    {
        while (at < lines.Count && (Line.Text.Length == 0 || Line.Text[0] == '#' || Line.Text == "---"))
        {
            at++;
        }

        return at < lines.Count;
    }

    private JsonNode? ReadBlock() =>
        IsItem(Line.Text) ? ReadList(Line.Indent)
        : Key().IsMatch(Line.Text) ? ReadMap(Line.Indent)
        : ReadLoneScalar();

    private static bool IsItem(string text) => text == "-" || text.StartsWith("- ", StringComparison.Ordinal);

    private JsonNode? ReadLoneScalar()
    {
        var text = Line.Text;
        at++;
        return ReadScalar(text);
    }

    private JsonArray ReadList(int indent)
    {
        var list = new JsonArray();
        while (SkipEmpty() && Line.Indent == indent && IsItem(Line.Text))
        {
            var rest = Line.Text[1..].TrimStart(' ');
            if (rest.Length == 0)
            {
                at++;
                list.Add(SkipEmpty() && Line.Indent > indent ? ReadBlock() : null);
            }
            else
            {
                // What follows the dash is a block of its own, which is indented as far as it stands in the line.
                lines[at] = (indent + Line.Text.Length - rest.Length, rest);
                list.Add(ReadBlock());
            }
        }

        return list;
    }

    private JsonObject ReadMap(int indent)
    {
        var map = new JsonObject();
        while (SkipEmpty() && Line.Indent == indent && !IsItem(Line.Text))
        {
            var match = Key().Match(Line.Text);
            if (!match.Success)
            {
                throw Fail();
            }

            var name = ReadScalar(match.Groups["name"].Value)?.ToString() ?? "null";
            var rest = match.Groups["rest"].Value.Trim();
            at++;
            map[name] = rest.Length == 0 ? ReadBelow(indent) : ReadRest(rest, indent);
        }

        return at < lines.Count && Line.Indent > indent ? throw Fail() : map;
    }

    // A list below a name can stand as far left as the name.
    private JsonNode? ReadBelow(int indent) =>
        SkipEmpty() && (Line.Indent > indent || (Line.Indent == indent && IsItem(Line.Text))) ? ReadBlock() : null;

    private JsonNode? ReadRest(string rest, int indent)
    {
        if (rest[0] is '|' or '>')
        {
            return ReadLines(rest, indent);
        }

        // Quoted text and JSON can go on in the next lines.
        while (rest[0] is '"' or '\'' or '[' or '{' && !IsClosed(rest) && at < lines.Count)
        {
            var line = Line.Text;
            rest = rest.EndsWith('\\') ? rest[..^1] + line.TrimStart('\\') : $"{rest} {line}";
            at++;
        }

        return ReadScalar(rest);
    }

    private static bool IsClosed(string text) => text[0] switch
    {
        '"' => Quoted().IsMatch(text),
        '\'' => text.Length > 1 && text.Count(c => c == '\'') % 2 == 0,
        '[' => text.EndsWith(']'),
        _ => text.EndsWith('}'),
    };

    private string ReadLines(string mark, int indent)
    {
        var found = new List<string>();
        int? first = null;
        for (; at < lines.Count && (Line.Text.Length == 0 || Line.Indent > indent); at++)
        {
            first ??= Line.Text.Length > 0 ? Line.Indent : null;
            found.Add(Line.Text.Length == 0 ? string.Empty : new string(' ', Math.Max(0, Line.Indent - (first ?? 0))) + Line.Text);
        }

        var text = string.Join(mark[0] == '|' ? '\n' : ' ', found).TrimEnd('\n', ' ');
        return mark.EndsWith('-') ? text : text + "\n";
    }

    private JsonNode? ReadScalar(string text)
    {
        if (text[0] is '!' or '&' or '*')
        {
            throw Fail();
        }

        if (text[0] == '\'')
        {
            return JsonScalar.Create(text.Trim().Trim('\'').Replace("''", "'", StringComparison.Ordinal));
        }

        var plain = text[0] is '"' or '[' or '{' ? text : text.Split(" #")[0].Trim();
        return plain switch
        {
            "null" or "~" or "Null" => null,
            "true" or "True" or "yes" => JsonScalar.Create(true),
            "false" or "False" or "no" => JsonScalar.Create(false),
            _ when text[0] is '"' or '[' or '{' || Number().IsMatch(plain) => ParseJson(plain),
            _ => JsonScalar.Create(plain),
        };
    }

    private JsonNode? ParseJson(string text)
    {
        try
        {
            return JsonParser.Parse(System.Text.Encoding.UTF8.GetBytes(text.Replace("\\ ", " ", StringComparison.Ordinal)));
        }
        catch (JsonException)
        {
            return text[0] == '[' && text[^1] == ']' ? ReadWords(text[1..^1]) : throw Fail();
        }
    }

    // A list of plain words, which isn't JSON.
    private JsonArray ReadWords(string text) =>
        new([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ReadScalar)]);

    [GeneratedRegex("""^(?<name>"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'\[{!&*|>#-][^:]*?|-?[\w.]+):(?<rest>\s.*)?$""")]
    private static partial Regex Key();

    [GeneratedRegex("""^"(?:[^"\\]|\\.)*"$""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$")]
    private static partial Regex Number();
}
