using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Authentik;

/// <summary>The one place where secrets are taken out of what is shown: known values everywhere, and fields by their name.</summary>
internal sealed partial class Redactor
{
    /// <summary>What stands where a secret was.</summary>
    public const string Mark = "***";

    // What is shorter would be found in every second word.
    private const int Shortest = 4;

    // The last word of a name tells: client_secret is one, access_token_url is none.
    private static readonly HashSet<string> SecretWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwords", "passphrase", "secret", "secrets", "token", "tokens", "cookie", "cookies", "keytab", "ccache", "credential", "credentials", "authorization", "assertion", "csrf",
    };

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "key", "key_data", "private_key", "secret_key", "api_key", "auth", "device_code",
    };

    private readonly object gate = new();
    private readonly Dictionary<string, string[]> forms = new(StringComparer.Ordinal);

    // All forms of all secrets, the longest first, because one may be a part of another.
    private string[] values = [];

    /// <summary>Remembers a secret, which is replaced from now on wherever it turns up.</summary>
    public void Learn(string secret)
    {
        if (secret.Length < Shortest)
        {
            return;
        }

        lock (gate)
        {
            if (forms.TryAdd(secret, [.. FormsOf(secret)]))
            {
                Sort();
            }
        }
    }

    /// <summary>Forgets a secret that is of no use any more, such as a token that has ended.</summary>
    public void Forget(string secret)
    {
        lock (gate)
        {
            if (forms.Remove(secret))
            {
                Sort();
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

        text = Volatile.Read(ref values).Aggregate(text, (result, secret) => result.Replace(secret, Mark, StringComparison.Ordinal));
        text = SecretInQuery().Replace(text, $"$1{Mark}");
        text = RecoveryLink().Replace(text, $"$1{Mark}");
        return PrivateKey().Replace(Jwt().Replace(text, Mark), Mark);
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

    private void Sort() => Volatile.Write(ref values, [.. forms.Values.SelectMany(form => form).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)]);

    // A secret does not always turn up as it is: in addresses, forms, JSON, web pages and basic authentication it is written otherwise.
    private static IEnumerable<string> FormsOf(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        WebUtility.UrlEncode(secret),
        JsonEncodedText.Encode(secret).ToString(),
        JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        WebUtility.HtmlEncode(secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    ];

    // As in /core/users/?token=... and in a recovery link's flow_token.
    [GeneratedRegex("""([?&][^=&\s"]*(?:token|password|secret|key|code)=)[^&\s"']+""", RegexOptions.IgnoreCase)]
    private static partial Regex SecretInQuery();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(/recovery/use-token/)[^/?\s""']+", RegexOptions.IgnoreCase)]
    private static partial Regex RecoveryLink();

    // Whatever it says, it lets somebody in.
    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*")]
    private static partial Regex Jwt();

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
