using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Shows free-form JSON in a list: as JSON, in one line if it is short. What is under the name of a secret is masked.</summary>
public static class JsonView
{
    private const int LongestLine = 60;

    private static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Lines = new(Line) { WriteIndented = true };

    /// <summary>The text of a value; null for none.</summary>
    public static string? Show(object? value)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            var json = JsonWriting.Write(value, string.Empty);
            json = value is JsonDictionary { ShowsSecrets: true } ? json : Mask(json);
            var line = Write(json, Line);
            return VisibleText.ShowLines(line.Length <= LongestLine ? line : Write(json, Lines));
        }
        catch (InputException)
        {
            // What can't be sent, such as a number beyond 64 bits, can still be shown.
            return VisibleText.Show(value.ToString() ?? string.Empty);
        }
    }

    private static string Write(JsonNode? json, JsonSerializerOptions options) => json?.ToJsonString(options) ?? "null";

    private static JsonNode? Mask(JsonNode? json)
    {
        foreach (var (name, inner) in json is JsonObject map ? map.ToList() : [])
        {
            if (Redactor.IsSecretName(name) && inner is not null)
            {
                json![name] = Redactor.Mark;
            }
            else
            {
                Mask(inner);
            }
        }

        foreach (var item in json as JsonArray ?? [])
        {
            Mask(item);
        }

        return json;
    }
}
