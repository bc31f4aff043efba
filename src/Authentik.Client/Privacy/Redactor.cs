using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik;

/// <summary>The one place where secrets are taken out of what is shown: known values everywhere, and fields by their name.</summary>
internal sealed class Redactor
{
    /// <summary>What stands where a secret was.</summary>
    public const string Mark = "***";

    // Readable letters stay as they are.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly KnownSecrets known = new();

    /// <summary>Remembers a secret of the session, which is replaced from now on wherever it turns up.</summary>
    public void Learn(string secret) => known.Add(secret);

    /// <summary>Remembers a secret that is sent, which the server may repeat in its response.</summary>
    public void LearnSent(string secret) => known.AddSent(secret);

    /// <summary>
    /// Remembers what stands under the name of a secret, as part of a body or of a query. True and false are not secrets, whatever
    /// they are about.
    /// </summary>
    public void LearnSent(string name, string value)
    {
        if (IsSecretName(name) && !bool.TryParse(value, out _))
        {
            LearnSent(value);
        }
    }

    /// <summary>Remembers what stands under the names of secrets in a body.</summary>
    public void LearnSent(JsonNode? body) => Learn(body, isSecret: false);

    /// <summary>Forgets a secret that is of no use any more, such as a token that has expired.</summary>
    public void Forget(string secret) => known.Remove(secret);

    /// <summary>The text without the secrets that are known.</summary>
    public string? Text(string? text) => text is null ? null : SecretPatterns.TakeOut(known.TakeOut(text));

    /// <summary>A body for the debug stream: secret fields are replaced; what isn't JSON is not shown at all.</summary>
    public string Body(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return "(empty)";
        }

        try
        {
            return Json(JsonNode.Parse(body.Span));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // The second where a name comes twice.
            return $"({body.Length} bytes that aren't JSON)";
        }
    }

    /// <summary>JSON as text, without secrets.</summary>
    public string Json(JsonNode? json) => Blanked(json, isSecret: false)?.ToJsonString(Readable) ?? "null";

    /// <summary>The value of a header, or the mark where the header holds a secret.</summary>
    public string Header(string name, string value) => IsSecretName(name.Replace('-', '_')) ? Mark : Text(value)!;

    /// <summary>True when a field of that name holds a secret.</summary>
    public static bool IsSecretName(string name) => SecretNames.Has(name);

    // Every text below the name of a secret counts as one; neither a number nor true or false does.
    private JsonNode? Blanked(JsonNode? node, bool isSecret) => node switch
    {
        JsonObject map => Blanked(map, isSecret),
        JsonArray list => new JsonArray([.. list.Select(item => Blanked(item, isSecret))]),
        JsonNode value when value.GetValueKind() == JsonValueKind.String =>
            JsonValue.Create(isSecret ? Mark : Text(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private JsonObject Blanked(JsonObject map, bool isSecret)
    {
        var blanked = new JsonObject();
        foreach (var (name, value) in map)
        {
            blanked[Text(name)!] = Blanked(value, isSecret || IsSecretName(name));
        }

        return blanked;
    }

    private void Learn(JsonNode? node, bool isSecret)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    Learn(value, isSecret || IsSecretName(name));
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Learn(item, isSecret);
                }

                break;
            case not null when isSecret && node.GetValueKind() == JsonValueKind.String:
                LearnSent(node.GetValue<string>());
                break;
        }
    }
}
