using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>OAuth2 providers: names and secrets that the server makes, and patterns that must be ones.</summary>
internal sealed class OAuth2ProviderRules(World world) : ResourceRules(world)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public override string Path => "/providers/oauth2/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values["redirect_uris"] is JsonArray uris && uris.Select(BadPattern).FirstOrDefault(pattern => pattern is not null) is { } bad)
        {
            errors.Add("redirect_uris", $"Invalid Regex Pattern: {bad}");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        MakeUp(row, "client_id", 40, isNew);
        MakeUp(row, "client_secret", 128, isNew);
    }

    private static void MakeUp(Row row, string field, int length, bool isNew)
    {
        if (isNew && string.IsNullOrEmpty(row.Text(field)))
        {
            row.Values[field] = RandomNumberGenerator.GetString(Letters, length);
        }
    }

    private static string? BadPattern(JsonNode? uri)
    {
        if (uri?["matching_mode"].AsText() != "regex" || uri["url"].AsText() is not { } pattern)
        {
            return null;
        }

        try
        {
            _ = new Regex(pattern);
            return null;
        }
        catch (ArgumentException)
        {
            return pattern;
        }
    }
}
