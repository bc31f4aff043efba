using System.Text;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.OAuth;

/// <summary>A client's request for a token.</summary>
/// <param name="Http">The HTTP request.</param>
/// <param name="Form">The form that was sent.</param>
/// <param name="Client">The client.</param>
/// <param name="Secret">The secret that the client sent.</param>
internal sealed record TokenRequest(ApiRequest Http, FormBody Form, OAuthClient Client, string Secret)
{
    private const string Basic = "Basic ";

    /// <summary>The requested scopes, without those that the client can't have.</summary>
    public IReadOnlyList<string> Scopes => Client.FindAllowedScopes(Form["scope"]);

    /// <exception cref="SignInRefusedException">The client is unknown.</exception>
    public static TokenRequest Read(ServerState state, ApiRequest request)
    {
        var form = new FormBody(request);
        var (id, secret) = ReadHeader(request) ?? (form["client_id"], form["client_secret"]);
        return OAuthClient.Find(state, id) is { } client
            ? new TokenRequest(request, form, client, secret)
            : throw new SignInRefusedException(OAuthErrors.InvalidClient);
    }

    private static (string Id, string Secret)? ReadHeader(ApiRequest request) =>
        request.Authorization?.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) == true
            ? BasicCredentials.Read(request.Authorization[Basic.Length..])
            : null;
}

/// <summary>The form in the body of a request.</summary>
internal sealed class FormBody(ApiRequest request)
{
    private const string Type = "application/x-www-form-urlencoded";

    // As on the server, a body of another type isn't read.
    private readonly IReadOnlyList<KeyValuePair<string, string>> fields = request.MediaType.Equals(Type, StringComparison.OrdinalIgnoreCase)
        ? QueryString.Parse(Encoding.UTF8.GetString(request.Body))
        : [];

    /// <summary>The last value of a field; empty when there is none.</summary>
    public string this[string name] => fields.LastOrDefault(field => field.Key == name).Value ?? string.Empty;
}

/// <summary>A name and a secret as <c>name:secret</c> in base 64.</summary>
internal static class BasicCredentials
{
    /// <summary>The name and the secret; null when the string doesn't have that format.</summary>
    public static (string Name, string Secret)? Read(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }
}
