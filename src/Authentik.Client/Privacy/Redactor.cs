using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik;

/// <summary>Removes secrets from everything that is shown: known values everywhere, and fields by their name.</summary>
internal sealed class Redactor
{
    /// <summary>The replacement for a secret.</summary>
    public const string Mark = "***";

    // Non-ASCII letters aren't escaped, so that a log stays readable.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly KnownSecrets known = new();

    /// <summary>Remembers a secret of the session, which is replaced from now on wherever it turns up.</summary>
    public void Learn(string secret) => known.Add(secret);

    /// <summary>Remembers a secret that is sent, which the server may repeat in its response.</summary>
    public void LearnSent(string secret) => known.AddSent(secret);

    /// <summary>
    /// Remembers a value that is sent under the name of a secret, in a body or a query. True and false are never secrets.
    /// </summary>
    public void LearnSent(string name, string value)
    {
        if (IsSecretName(name) && !bool.TryParse(value, out _))
        {
            LearnSent(value);
        }
    }

    /// <summary>Remembers the values in a body that have names of secrets.</summary>
    public void LearnSent(JsonNode? body) => Learn(body, isSecret: false);

    /// <summary>Forgets a secret that isn't used anymore, such as an expired token.</summary>
    public void Forget(string secret) => known.Remove(secret);

    /// <summary>The text without the secrets that are known.</summary>
    public string? RedactText(string? text) => text is null ? null : SecretPatterns.Redact(known.Redact(text));

    /// <summary>JSON as text, without secrets.</summary>
    public string RedactJson(JsonElement json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            Write(writer, json, isSecret: false);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The value of a header, or the mark where the header holds a secret.</summary>
    public string RedactHeader(string name, string value) => IsSecretName(name) ? Mark : RedactText(value)!;

    /// <summary>True when a field of that name holds a secret.</summary>
    public static bool IsSecretName(string name) => SecretNames.Contains(name);

    // Every string below the name of a secret is one. Numbers and booleans aren't.
    private void Write(Utf8JsonWriter writer, JsonElement json, bool isSecret, bool isArgument = false)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in json.EnumerateObject())
                {
                    writer.WritePropertyName(RedactText(property.Name)!);
                    Write(
                        writer,
                        property.Value,
                        isSecret || SecretNames.Contains(property.Name, isArgument),
                        isArgument || SecretNames.IsArguments(property.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                {
                    Write(writer, item, isSecret, isArgument);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(isSecret ? Mark : RedactText(json.GetString()));
                break;
            default:
                json.WriteTo(writer);
                break;
        }
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
