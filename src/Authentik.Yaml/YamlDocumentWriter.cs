using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Authentik.Configuration.Files;

/// <summary>Writes a document in YAML, the same bytes on every machine.</summary>
internal static class YamlDocumentWriter
{
    private static readonly EmitterSettings Style = new EmitterSettings().WithNewLine("\n").WithIndentedSequences();

    /// <summary>Writes a document.</summary>
    public static string Write(JsonObject document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, Style);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        WriteValue(emitter, document);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void WriteValue(IEmitter emitter, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                WriteMap(emitter, map);
                break;
            case JsonArray list:
                WriteList(emitter, list);
                break;
            case { } text when text.GetValueKind() == JsonValueKind.String:
                WriteText(emitter, text.GetValue<string>());
                break;
            default:
                WriteScalar(emitter, value?.ToJsonString() ?? "null", ScalarStyle.Plain);
                break;
        }
    }

    private static void WriteMap(IEmitter emitter, JsonObject map)
    {
        var style = map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block;
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
        foreach (var (key, value) in map)
        {
            WriteScalar(emitter, key, ScalarText.ChooseKeyStyle(key));
            WriteValue(emitter, value);
        }

        emitter.Emit(new MappingEnd());
    }

    private static void WriteList(IEmitter emitter, JsonArray list)
    {
        var style = list.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block;
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
        foreach (var value in list)
        {
            WriteValue(emitter, value);
        }

        emitter.Emit(new SequenceEnd());
    }

    private static void WriteText(IEmitter emitter, string text) => WriteScalar(emitter, text, ScalarText.ChooseStyle(text));

    private static void WriteScalar(IEmitter emitter, string text, ScalarStyle style) => emitter.Emit(
        new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
}
