using System.Security;
using System.Text.Json;
using Authentik.Http;
using Authentik.Parsing;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Connecting;

/// <summary>Requests tokens from authentik's OAuth2 endpoints, <c>/application/o/token/</c> and <c>/application/o/device/</c>.</summary>
internal sealed class TokenEndpoint(Call call)
{
    private const string TokenPath = "/application/o/token/";
    private const string DevicePath = "/application/o/device/";

    /// <summary>Requests a token.</summary>
    /// <param name="request">The fields of the request.</param>
    /// <param name="refusalAdvice">What to do when it's refused.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="ApiException">The token was refused, or no response arrived.</exception>
    public async Task<IssuedToken> RequestTokenAsync(
        IReadOnlyList<KeyValuePair<string, string>> request, string refusalAdvice, CancellationToken cancellation)
    {
        var response = await TryRequestTokenAsync(request, cancellation);
        return response.Token ?? throw Refused(response, refusalAdvice);
    }

    /// <summary>Requests a token; a refusal is returned with its code.</summary>
    /// <exception cref="ApiException">No response arrived, or it isn't authentik's.</exception>
    public async Task<TokenResponse> TryRequestTokenAsync(
        IReadOnlyList<KeyValuePair<string, string>> request, CancellationToken cancellation)
    {
        var response = await PostAsync(TokenPath, request, cancellation);
        using var json = Parse(TokenPath, response);
        return response.Status == 200 && IssuedToken.TryRead(json.RootElement) is { } token
            ? new TokenResponse(token, null, null, response)
            : ReadError(json.RootElement, response);
    }

    /// <summary>Requests a device code.</summary>
    /// <exception cref="ApiException">The code was refused, or no response arrived.</exception>
    public async Task<DeviceCode> RequestDeviceCodeAsync(string clientId, string scope, CancellationToken cancellation)
    {
        var response = await PostAsync(DevicePath, [new("client_id", clientId), new("scope", scope)], cancellation);

        // Servers before 2025.12 respond to an unknown client with an empty page.
        using var json = response is { Status: 400, Content.IsEmpty: true }
            ? JsonDocument.Parse("{\"error\": \"invalid_client\"}")
            : Parse(DevicePath, response);
        return OAuthJson.TryReadDeviceCode(json.RootElement)
            ?? throw Refused(DevicePath, ReadError(json.RootElement, response), "Check the client id.");
    }

    /// <summary>Creates the exception for a token that was refused.</summary>
    public ApiException Refused(TokenResponse response, string advice) => Refused(TokenPath, response, advice);

    private ApiException Refused(string path, TokenResponse response, string advice)
    {
        var failure = new ApiFailure("POST", path)
        {
            StatusCode = response.Http.Status,
            RequestId = call.Redactor.RedactText(response.Http.Header("X-authentik-id")),
            Detail = call.Redactor.RedactText(response.Description ?? response.Error),
        };
        var reason = response.Error ?? $"status {response.Http.Status}";
        var next = response.Error == "invalid_client"
            ? "There is no provider with that client id, or it requires another way to sign in. Check -ClientId."
            : advice;
        var message = call.Redactor.RedactText($"authentik refused to issue a token ({reason}). {next}")!;
        return new ApiException(ApiErrorKind.NotSignedIn, message, failure);
    }

    private async Task<TransportResponse> PostAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        foreach (var (name, value) in fields)
        {
            TextFlaw.Require(value, $"The value of {name} for signing in", name);
        }

        var request = RequestTo(path) with { Form = new TransportBody.Form(fields) };
        var outcome = await new RequestSender(call).SendWithRetriesAsync(request, cancellation);
        return outcome.Response ?? throw ErrorsOf(path).ReadFault(call.Session.Uri, outcome.Fault!);
    }

    private JsonDocument Parse(string path, TransportResponse response)
    {
        try
        {
            // A refusal has the status 400 or 401; anything else, and anything that isn't JSON, isn't about the token.
            return response.Status is 200 or 400 or 401 ? JsonBody.Parse(response.Content) : throw ErrorsOf(path).Read(response);
        }
        catch (JsonException)
        {
            throw ErrorsOf(path).ReadUnexpected(response);
        }
    }

    private ErrorReader ErrorsOf(string path) => new(RequestTo(path), call.Redactor);

    // A retry does no harm: in the worst case, a token is issued that isn't used.
    private static ApiRequest RequestTo(string path) => new(HttpMethod.Post, path, []) { IsSignIn = true, IsHarmless = true };

    private static TokenResponse ReadError(JsonElement json, TransportResponse response) =>
        new(null, JsonMember.ReadString(json, "error"), JsonMember.ReadString(json, "error_description"), response);
}

/// <summary>A response of the token endpoint: a token, or a refusal's code and description.</summary>
internal sealed record TokenResponse(IssuedToken? Token, string? Error, string? Description, TransportResponse Http);

/// <summary>A token that the token endpoint issued.</summary>
/// <param name="AccessToken">The token for the API.</param>
/// <param name="Life">How long it's valid from now on.</param>
/// <param name="RefreshToken">What the next token can be requested with; null for none.</param>
internal sealed record IssuedToken(SecureString AccessToken, TimeSpan Life, SecureString? RefreshToken)
{
    // The lifetime is optional in OAuth2. authentik always sends it.
    private static readonly TimeSpan UnknownLife = TimeSpan.FromMinutes(5);

    /// <summary>Reads a token; null if the response has none, or none that a header can carry.</summary>
    public static IssuedToken? TryRead(JsonElement json) => ReadSecret(json, "access_token") is { } token && CanBeSent(token)
        ? new IssuedToken(token, OAuthJson.ReadSeconds(json, "expires_in") ?? UnknownLife, ReadSecret(json, "refresh_token"))
        : null;

    /// <summary>True if a header can carry the token. What it can't carry fails later with a message that repeats it.</summary>
    public static bool CanBeSent(SecureString secret)
    {
        var token = SecretText.Reveal(secret);
        return token.Length > 0 && token.All(c => c is > ' ' and <= '~');
    }

    private static SecureString? ReadSecret(JsonElement json, string name) =>
        JsonMember.ReadString(json, name) is { Length: > 0 and <= SecretText.MostLength } text ? SecretText.Protect(text) : null;
}
