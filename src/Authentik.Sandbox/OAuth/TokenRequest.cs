using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.OAuth;

/// <summary>A client that asks for a token.</summary>
/// <param name="Call">The request.</param>
/// <param name="Form">What was sent.</param>
/// <param name="Client">Who asks.</param>
/// <param name="Secret">The secret it sent.</param>
internal sealed record TokenRequest(ApiCall Call, Form Form, OAuthClient Client, string Secret)
{
    private const string Basic = "Basic ";

    /// <summary>The scopes that are asked for and can be had.</summary>
    public IReadOnlyList<string> Scopes => Client.Allowed(Form["scope"]);

    /// <exception cref="SignInRefusedException">There is no such client.</exception>
    public static TokenRequest Read(World world, ApiCall call)
    {
        var form = new Form(call);
        var (id, secret) = InHeader(call) ?? (form["client_id"], form["client_secret"]);
        return OAuthClient.Find(world, id) is { } client
            ? new TokenRequest(call, form, client, secret)
            : throw new SignInRefusedException(OAuthErrors.UnknownClient);
    }

    private static (string Id, string Secret)? InHeader(ApiCall call) =>
        call.Authorization?.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) == true ? Credentials.Read(call.Authorization[Basic.Length..]) : null;
}
