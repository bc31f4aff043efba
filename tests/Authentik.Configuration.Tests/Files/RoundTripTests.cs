using System.Text;
using System.Text.Json.Nodes;
using Authentik.Configuration.Files;

namespace Authentik.Configuration.Tests.Files;

/// <summary>What is written is what is read, in both formats.</summary>
public class RoundTripTests
{
    private const int Seeds = 400;

    private static readonly string[] Fragments =
    [
        "a", "Z", "0", "9", " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", ":", ": ", " #", "#", "-", "- ", "? ", "'", "\"", "\\", "|",
        ">", "&", "*", "!",
        "%", "@", "`", "{", "}", "[", "]", ",", "~", "=", "<<", "---", "...", "\u00e9", "e\u0301", "\u4e2d", "\U0001F600", "\u200D",
        "\uFEFF", "\u0085",
        "\u2028", "\u00A0", "\u0007", "\u001B", "\u007F", "yes", "null", "1e3", "\u0627\u0628", "\uE000", "\uFFFD", "\U000E0001",
        "return x\n", "    y",
    ];

    public static TheoryData<string> Formats => ["yaml", "json"];

    public static TheoryData<string> Texts =>
    [
        "", " ", "yes", "Yes", "no", "on", "off", "y", "N", "null", "Null", "~", "true", "TRUE", "1", "-1", "+1", "0123", "0o17",
        "0x1F", "1e3", "1.5", ".5", "5.",
        ".inf", "-.inf", ".nan", "1_000", "1:30", "2026-12-01", "2026-12-01T10:00:00Z", "=", "<<", "-", "--", "---", "...", "- a",
        "? a", ": a", "a: b", "a:", "a #b",
        "#a", " a", "a ", "\ta", "a\t", "a\n", "\na", "\n", "\n\n", "a\nb", "a\nb\n", "a\nb\n\n", "a\n\nb", "a\n  b\n", "  a\nb",
        "a \nb", "a\n \nb", "a\r\nb", "a\rb",
        "a\n\tb", "a\n#b\n", "a\n---\nb", "a\n...\n", "a\n- b\n", "\u0000", "\u0001", "\u001B[31m", "\u007F", "\u0085", "\u00A0",
        "\u2028", "\uFEFFa", "\uFFFE",
        "\U0001F600", "a \U0001F468\u200D\U0001F469\u200D\U0001F467", "na\u00efve", "\u05d0\u05d1", "'a'", "\"a\"", "a'b", "a\"b",
        "\\d+", "@a", "`a`", "%a", "{a}", "[a]", "{", "!a", "&a", "*a",
        "|", ">", "|-", "a, b", "a\n\U0001F600\n", "caf\u00e9\nbar", "!Find [a]",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Strings_stay_the_same(string text)
    {
        foreach (var format in new[] { DocumentFormats.Yaml, DocumentFormats.Json })
        {
            AssertSame(format, new JsonObject
            {
                ["value"] = text,
                ["list"] = new JsonArray(text, text),
                ["map"] = new JsonObject { [text] = text },
            });
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_documents_stay_the_same(string format)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            AssertSame(DocumentFormats.Find(format)!, CreateMap(new Random(seed), 4));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Numbers_keep_all_of_their_digits(string format) => AssertSame(
        DocumentFormats.Find(format)!,
        JsonNode.Parse("""{"a": 0, "b": -0, "c": 123456789012345678901234567890, "d": 1.10, "e": 1E+2, "f": -0.5e-7, "g": 1e400}""")!
            .AsObject());

    [Theory]
    [MemberData(nameof(Formats))]
    public void Long_strings_and_keys_stay_on_one_line(string format)
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 3000));
        AssertSame(DocumentFormats.Find(format)!, new JsonObject { [text] = text, ["b"] = new JsonArray(text) });
        Assert.Equal(1, DocumentFormats.Find("yaml")!.Write(new JsonObject { ["a"] = text }).Count(sign => sign == '\n'));
    }

    [Theory]
    [InlineData("a\nb c\n", "|\n  a\n  b c")]
    [InlineData("a\n\nb", "|-\n  a\n\n  b")]
    [InlineData("a\nb\n\n", "|+\n  a\n  b\n")]
    [InlineData("Log in: authentik's page", "'Log in: authentik''s page'")]
    [InlineData("authentik's page (new), a - b", "authentik's page (new), a - b")]
    [InlineData(@"^\d+ #$", @"'^\d+ #$'")]
    [InlineData("no", "'no'")]
    [InlineData("2026.2", "'2026.2'")]
    [InlineData("https://a.example/b?c=d", "'https://a.example/b?c=d'")]
    [InlineData("https://a.example:9000/b", "https://a.example:9000/b")]
    [InlineData("Übersicht 日本", "Übersicht 日本")]
    [InlineData("\U0001F600 x", "\"\\U0001F600 x\"")]
    [InlineData("\u001B[31m", "\"\\e[31m\"")]
    public void Strings_are_written_as_people_write_them(string text, string yaml) =>
        Assert.Equal($"a: {yaml}\n", DocumentFormats.Yaml.Write(new JsonObject { ["a"] = text }));

    [Fact]
    public void Deep_documents_are_read_up_to_the_limit()
    {
        foreach (var format in new[] { DocumentFormats.Yaml, DocumentFormats.Json })
        {
            AssertSame(format, Nest(DocumentLimits.Levels));
            var error = Assert.Throws<DocumentFormatException>(() => format.Read(format.Write(Nest(DocumentLimits.Levels + 1))));
            Assert.Equal("There are more than 60 levels.", error.Message);
        }
    }

    private static JsonObject Nest(int levels)
    {
        var document = new JsonObject();
        for (var level = 1; level < levels; level++)
        {
            document = new JsonObject { ["a"] = document };
        }

        return document;
    }

    private static void AssertSame(IDocumentFormat format, JsonObject document)
    {
        var text = format.Write(document);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var read = format.Read(text);
        var (before, after) = (document.ToJsonString(), read.Values.ToJsonString());
        Assert.True(before == after, $"{before}\n{after}\n{text}");
        Assert.Equal(document.Select(pair => pair.Key), read.Lines.Keys);
        Assert.Equal(text, format.Write(read.Values));
    }

    private static JsonNode? CreateValue(Random random, int levels) => random.Next(levels > 0 ? 8 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => JsonNode.Parse(random.Next(-1000, 1000).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        3 => JsonNode.Parse($"{random.Next(100)}.{random.Next(1, 100)}e{random.Next(-5, 5)}"),
        4 or 5 => CreateText(random),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(5)).Select(_ => CreateValue(random, levels - 1))]),
        _ => CreateMap(random, levels - 1),
    };

    private static JsonObject CreateMap(Random random, int levels)
    {
        var map = new JsonObject();
        for (var count = random.Next(6); count > 0; count--)
        {
            map[CreateText(random)] = CreateValue(random, levels);
        }

        return map;
    }

    private static string CreateText(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(9); count > 0; count--)
        {
            text.Append(Fragments[random.Next(Fragments.Length)]);
        }

        return text.ToString();
    }
}
