using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Import.Documents;

/// <summary>Opens an OpenAPI document, YAML or JSON, as one kind of tree.</summary>
internal static class DocumentFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportException">It isn't there or not readable.</exception>
    public static JsonObject Read(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            var root = text.TrimStart().StartsWith('{') ? JsonNode.Parse(text) : FromYaml(text);
            return root as JsonObject ?? throw new ImportException($"{file} isn't an OpenAPI document.");
        }
        catch (Exception broken) when (broken is IOException or JsonException or YamlException)
        {
            throw new ImportException($"{file} can't be read: {broken.Message}");
        }
    }

    private static JsonNode? FromYaml(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents.Count == 0 ? null : Convert(yaml.Documents[0].RootNode);
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(
            map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Convert(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode scalar => Scalar(scalar),
        _ => null,
    };

    // Numbers stay strings, because nothing is calculated.
    private static JsonNode? Scalar(YamlScalarNode scalar) => (scalar.Style, scalar.Value) switch
    {
        (ScalarStyle.Plain, "true") => JsonValue.Create(true),
        (ScalarStyle.Plain, "false") => JsonValue.Create(false),
        (ScalarStyle.Plain, "null" or "~" or "") => null,
        (_, var text) => JsonValue.Create(text),
    };
}

/// <summary>Reads values of a tree that may have another form than expected.</summary>
internal static class Json
{
    /// <summary>The string in a node; null for everything else.</summary>
    public static string? ReadText(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>True for the value true.</summary>
    public static bool IsTrue(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>The strings in a list.</summary>
    public static IEnumerable<string> ReadTexts(JsonNode? node) => node is JsonArray list ? list.Select(ReadText).OfType<string>() : [];
}

/// <summary>A document can't be imported.</summary>
internal sealed class ImportException(string message) : Exception(message);
