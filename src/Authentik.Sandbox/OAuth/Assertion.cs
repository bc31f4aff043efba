using System.Text.Json.Nodes;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>A token of somebody else's that says who a client is. Its signature is not looked at.</summary>
internal sealed class Assertion(World world, TokenRequest request)
{
    private const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Whom it is about; null when it does not count.</summary>
    public string? Subject =>
        request.Form["client_assertion_type"] == Type && Jwt.Read(request.Form["client_assertion"]) is { } claims && IsTrusted(claims) && IsOfToday(claims)
            ? claims["sub"].AsText()
            : null;

    private bool IsTrusted(JsonObject claims) => request.Client.TrustsOthers || (claims["iss"].AsText() is { } issuer && world.TrustedIssuers.Contains(issuer));

    private bool IsOfToday(JsonObject claims) => !claims.ContainsKey("exp") || claims["exp"].AsNumber() > world.Now.ToUnixTimeSeconds();
}
