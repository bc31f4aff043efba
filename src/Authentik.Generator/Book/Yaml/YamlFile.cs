using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book.Yaml;

/// <summary>Opens one file of YAML.</summary>
internal static class YamlFile
{
    /// <summary>The map the file consists of; null, with a refusal, when it isn't one.</summary>
    public static YamlMap? Open(string file, Refusals refusals)
    {
        try
        {
            using var text = new StreamReader(file);
            return YamlMap.FromNode(RootOf(text, file, refusals), file, refusals);
        }
        catch (FileNotFoundException)
        {
            refusals.Add(
                RefusalCode.Missing,
                new Place(file, 1, 1),
                "The file doesn't exist. Create it, or remove its name from the book.");
        }
        catch (YamlException broken)
        {
            refusals.Add(RefusalCode.NotYaml, Place.FromMark(file, broken.Start), broken.Message);
        }

        return null;
    }

    private static YamlNode? RootOf(StreamReader text, string file, Refusals refusals)
    {
        var yaml = new YamlStream();
        var parser = new Parser(text);
        try
        {
            yaml.Load(parser);
        }
        catch (InvalidOperationException)
        {
            // This is how the library fails on a list or map that is never closed. Only its parser knows the place.
            var place = parser.Current is { } last ? Place.FromMark(file, last.Start) : new Place(file, 1, 1);
            refusals.Add(RefusalCode.NotYaml, place, "A list or map that begins near here isn't closed.");
            return null;
        }

        return yaml.Documents.Count == 0 ? new YamlScalarNode() : yaml.Documents[0].RootNode;
    }
}
