using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Authentik;

/// <summary>The one place where secrets are taken out of what is shown: known values everywhere, and fields by their name.</summary>
internal sealed partial class Redactor
{
    /// <summary>What stands where a secret was.</summary>
    public const string Mark = "***";

    // The last word of a name tells: client_secret is one, access_token_url is none.
    private static readonly HashSet<string> SecretWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwords", "passphrase", "secret", "secrets", "token", "tokens", "cookie", "cookies", "keytab", "ccache", "credential", "credentials", "authorization",
    };

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "key", "key_data", "private_key", "secret_key", "api_key", "auth",
    };

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
            var known = values.Aggregate(text, (result, secret) => result
                .Replace(secret, Mark, StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), Mark, StringComparison.Ordinal));
            return PrivateKey().Replace(SecretInQuery().Replace(known, $"$1{Mark}"), Mark);
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
    public static bool IsSecretName(string name) => SecretNames.Contains(name) || SecretWords.Contains(name[(name.LastIndexOf('_') + 1)..]);

    // As in /core/users/?token=... and in a recovery link's flow_token.
    [GeneratedRegex("""([?&][^=&\s"]*(?:token|password|secret|key|code)=)[^&\s"']+""", RegexOptions.IgnoreCase)]
    private static partial Regex SecretInQuery();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    private static void Blank(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var name in map.Select(property => property.Key).ToArray())
                {
                    if (IsSecretName(name) && IsText(map[name]))
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

    // Neither a number nor a list nor true or false is a secret, whatever its name.
    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
}
