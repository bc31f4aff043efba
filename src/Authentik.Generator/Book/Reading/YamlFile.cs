using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book.Reading;

/// <summary>Opens one file of YAML.</summary>
internal static class YamlFile
{
    /// <summary>The map the file consists of; null, with a refusal, when it is not one.</summary>
    public static YamlMap? Open(string file, Refusals refusals)
    {
        try
        {
            var yaml = new YamlStream();
            using var text = new StreamReader(file);
            yaml.Load(text);
            return YamlMap.Of(yaml.Documents.Count == 0 ? new YamlScalarNode() : yaml.Documents[0].RootNode, file, refusals);
        }
        catch (FileNotFoundException)
        {
            refusals.Add(RefusalCode.Missing, new Place(file, 1, 1), "The file does not exist.");
        }
        catch (YamlException broken)
        {
            refusals.Add(RefusalCode.NotYaml, Place.Of(file, broken.Start), broken.Message);
        }

        return null;
    }
}
