using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>OAuth2 providers: patterns that must be ones.</summary>
internal sealed class OAuth2ProviderRules(World world) : ResourceRules(world)
{
    public override string Path => "/providers/oauth2/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values["redirect_uris"] is JsonArray uris && uris.Select(BadPattern).FirstOrDefault(pattern => pattern is not null) is { } bad)
        {
            errors.Add("redirect_uris", $"Invalid Regex Pattern: {bad}");
        }

        return null;
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
