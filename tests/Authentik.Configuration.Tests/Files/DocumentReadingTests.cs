using System.Globalization;
using System.Text;
using Authentik.Configuration.Files;

namespace Authentik.Configuration.Tests.Files;

/// <summary>What documents can't contain is refused, with the line.</summary>
public class DocumentReadingTests
{
    [Theory]
    [InlineData("a: &x 1\nb: *x\n", 1, "Anchors (&x) aren't supported.")]
    [InlineData("a: 1\nb: *x\n", 2, "Aliases (*name) aren't supported. Write the value itself.")]
    [InlineData("a: 1\n*x : 2\n", 2, "A key must be a string.")]
    [InlineData("a: 1\n<<: {b: 2}\n", 2, "Merge keys (<<) aren't supported. Write the keys themselves.")]
    [InlineData("a: 1\nb: !Find [x]\n", 2, "Tags aren't supported. Remove it.")]
    [InlineData("a: !!python/object:os.system x\n", 1, "Tags aren't supported. Remove it.")]
    [InlineData("a: ! x\n", 1, "Tags aren't supported. Remove it.")]
    [InlineData("a: !!binary aGVsbG8=\n", 1, "Tags aren't supported. Remove it.")]
    [InlineData("a: !!int x\n", 1, "'x' doesn't fit the tag. Remove the tag.")]
    [InlineData("a: 1\nb: 2\na: 3\n", 3, "'a' is here twice.")]
    [InlineData("a:\n  b: 1\n  'b': 2\n", 3, "'b' is here twice.")]
    [InlineData("a: 1\n---\nb: 2\n", 2, "A second document starts here. Each object has a file of its own.")]
    [InlineData("- a\n", 1, "The document isn't an object with keys and values.")]
    [InlineData("a\n", 1, "The document isn't an object with keys and values.")]
    [InlineData("", 1, "The file is empty.")]
    [InlineData("# nothing\n", 1, "The file is empty.")]
    [InlineData("a: 1\n1: 2\n", 2, "The key 1 isn't a string. Put it in quotes.")]
    [InlineData("true: 2\n", 1, "The key true isn't a string. Put it in quotes.")]
    [InlineData("? [a]\n: 1\n", 1, "A key must be a string.")]
    [InlineData("a: .nan\n", 1, ".nan isn't a number that authentik can store.")]
    [InlineData("a: 1\nb: x\u0001\n", 2, "Control characters must be escaped: \"\\u0001\".")]
    [InlineData(
        "a: 1\nb: Gra", 2,
        "The file doesn't end with a line break, so its end may be missing. Add a line break if nothing is missing.")]
    public void Yaml_is_refused(string text, int line, string message)
    {
        var error = Assert.Throws<DocumentFormatException>(() => DocumentFormats.Yaml.Read(text));
        Assert.Equal((line, message), (error.Line, error.Message));
    }

    [Theory]
    [InlineData("a: 1\nb: 'text\n", 2)]
    [InlineData("a: 1\nb\n", 2)]
    [InlineData("a: 1\n\tb: 2\n", 2)]
    [InlineData("a: 1\nb: [1, 2\n", 3)]
    [InlineData("a: b: c\n", 1)]
    [InlineData("a: 1\nb: @x\n", 2)]
    [InlineData("a: \"\\q\"\n", 1)]
    public void Yaml_that_is_not_valid_is_refused(string text, int line)
    {
        var error = Assert.Throws<DocumentFormatException>(() => DocumentFormats.Yaml.Read(text));
        Assert.StartsWith("It isn't valid YAML: ", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Line, line - 1, line + 1);
    }

    [Theory]
    [InlineData("{\n\"a\": 1,\n\"a\": 2\n}", 3, "'a' is here twice.")]
    [InlineData("{\"a\": {\n\"b\": 1, \"\\u0062\": 2}}", 2, "'b' is here twice.")]
    [InlineData("[]", 1, "The document isn't an object with keys and values.")]
    [InlineData("{\"a\":\n\"\\ud800\"}", 2, "It contains half of a surrogate pair, which isn't a character.")]
    public void Json_is_refused(string text, int line, string message)
    {
        var error = Assert.Throws<DocumentFormatException>(() => DocumentFormats.Json.Read(text));
        Assert.Equal((line, message), (error.Line, error.Message));
    }

    [Theory]
    [InlineData("{}\n{}", 2)]
    [InlineData("{\n\"a\": 1", 2)]
    [InlineData("{\n\"a\": 1,\n}", 3)]
    [InlineData("{\n// comment\n}", 2)]
    [InlineData("{\n\"a\": NaN}", 2)]
    [InlineData("{\n\"a\": 01}", 2)]
    [InlineData("", 1)]
    public void Json_that_is_not_valid_is_refused(string text, int line)
    {
        var error = Assert.Throws<DocumentFormatException>(() => DocumentFormats.Json.Read(text));
        Assert.StartsWith("It isn't valid JSON: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("options", error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Theory]
    [InlineData("yes", "\"yes\"")]
    [InlineData("Null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("True", "true")]
    [InlineData("0123", "123")]
    [InlineData("0o17", "15")]
    [InlineData("0xFF", "255")]
    [InlineData("0xFFFFFFFFFFFFFFFFFF", "4722366482869645213695")]
    [InlineData("+12", "12")]
    [InlineData(".5", "0.5")]
    [InlineData("-1.", "-1")]
    [InlineData("1e3", "1e3")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("2026-12-01", "\"2026-12-01\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("!!int 12", "12")]
    [InlineData("'12'", "\"12\"")]
    [InlineData(".", "\".\"")]
    [InlineData("{a: [1, b]}", """{"a":[1,"b"]}""")]
    public void Values_have_the_types_of_yaml_12(string text, string json) =>
        Assert.Equal(json, DocumentFormats.Yaml.Read($"a: {text}\n").Values["a"]?.ToJsonString() ?? "null");

    [Fact]
    public void Bombs_do_not_go_off()
    {
        var bomb = new StringBuilder("a: &a [x, x]\n");
        for (var letter = 'b'; letter < 'z'; letter++)
        {
            var before = (char)(letter - 1);
            bomb.Append(CultureInfo.InvariantCulture, $"{letter}: &{letter} [*{before}, *{before}]\n");
        }

        Assert.Throws<DocumentFormatException>(() => DocumentFormats.Yaml.Read(bomb.ToString()));
        Assert.Throws<DocumentFormatException>(() => DocumentFormats.Yaml.Read($"a: {new string('[', 1_000_000)}\n"));
        Assert.Throws<DocumentFormatException>(() => DocumentFormats.Json.Read($"{{\"a\": {new string('[', 1_000_000)}"));
    }

    [Fact]
    public void Lines_are_those_of_keys_at_the_top() => Assert.All([DocumentFormats.Yaml, DocumentFormats.Json], format =>
    {
        var text = format.Extension == "yaml" ? "# comment\na: |\n  1\n\nb:\n  a: 1\n" : "{\n\"a\":\n1,\n\n\"b\": {\n\"a\": 1}}";
        Assert.Equal(new Dictionary<string, int> { ["a"] = 2, ["b"] = 5 }, format.Read(text).Lines);
    });

    [Fact]
    public void Line_ends_of_windows_are_read() =>
        Assert.Equal("x\ny\n", DocumentFormats.Yaml.Read("a: |\r\n  x\r\n  y\r\nb: 1\r\n").Values["a"]!.GetValue<string>());

    [Fact]
    public void Yaml_is_loaded_apart()
    {
        var context = System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(DocumentFormats.Yaml.GetType().Assembly);
        DocumentFormats.Yaml.Read("a: 1\n");
        Assert.Equal("Authentik.Yaml", context?.Name);
        Assert.Contains(context!.Assemblies, assembly => assembly.GetName().Name == "YamlDotNet");
        Assert.DoesNotContain(
            System.Runtime.Loader.AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "YamlDotNet");
    }
}
