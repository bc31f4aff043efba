using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik;

/// <summary>The one place where secrets are taken out of what is shown: known values everywhere, and fields by their name.</summary>
internal sealed class Redactor
{
    /// <summary>What stands where a secret was.</summary>
    public const string Mark = "***";

    private static readonly string[] SecretNames =
    [
        "password", "secret", "token", "key_data", "private_key", "keytab", "ccache", "cookie", "authorization", "passphrase", "credential", "auth_password",
    ];

    // Names that hold one of the words above and are no secret.
    private static readonly string[] PlainNames =
    [
        "access_token_url", "request_token_url", "access_token_validity", "refresh_token_validity", "refresh_token_threshold", "password_change_date",
        "private_key_available", "private_key_type", "private_key_download_url", "token_expiry", "cookie_domain", "basic_auth_password_attribute",
    ];

    private readonly object gate = new();
    private readonly List<string> values = [];

    /// <summary>Remembers a secret, which is replaced from now on wherever it turns up.</summary>
    public void Learn(string secret)
    {
        if (secret.Length < 4)
        {
            return;
        }

        lock (gate)
        {
            if (!values.Contains(secret))
            {
                values.Add(secret);
                values.Sort((a, b) => b.Length.CompareTo(a.Length));
            }
        }
    }

    /// <summary>The text without the secrets that are known.</summary>
    public string? Text(string? text)
    {
        if (text is null)
        {
            return null;
        }

        lock (gate)
        {
            return values.Aggregate(text, (result, secret) => result
                .Replace(secret, Mark, StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), Mark, StringComparison.Ordinal));
        }
    }

    /// <summary>A body for the debug stream: secret fields are replaced; what is no JSON is not shown at all.</summary>
    public string Body(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return "(empty)";
        }

        try
        {
            var json = JsonNode.Parse(body.Span);
            Blank(json);
            return Text(json?.ToJsonString() ?? "null")!;
        }
        catch (JsonException)
        {
            return $"({body.Length} bytes that are no JSON)";
        }
    }

    /// <summary>The value of a header, or the mark where the header holds a secret.</summary>
    public string Header(string name, string value) => IsSecretName(name.Replace('-', '_')) ? Mark : Text(value)!;

    /// <summary>True when a field of that name holds a secret.</summary>
    public static bool IsSecretName(string name) =>
        (name.Equals("key", StringComparison.OrdinalIgnoreCase) || SecretNames.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
        && !PlainNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static void Blank(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var name in map.Select(property => property.Key).ToArray())
                {
                    if (IsSecretName(name) && map[name] is not null)
                    {
                        map[name] = Mark;
                    }
                    else
                    {
                        Blank(map[name]);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Blank(item);
                }

                break;
        }
    }
}
