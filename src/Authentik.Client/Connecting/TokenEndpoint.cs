using System.Text.Json;
using Authentik.Http;
using Authentik.Transport;

namespace Authentik.Sessions.Tokens;

/// <summary>Asks authentik's OAuth2 end points, which stand beside the API: <c>/application/o/token/</c> and <c>/application/o/device/</c>.</summary>
internal sealed class TokenEndpoint(Call call)
{
    private const string TokenPath = "/application/o/token/";
    private const string DevicePath = "/application/o/device/";

    /// <summary>Asks for a token.</summary>
    /// <param name="fields">What the grant asks with.</param>
    /// <param name="onRefusal">What to do when it is refused.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">It was refused, or no answer came.</exception>
    public async Task<TokenAnswer> AskAsync(IReadOnlyList<KeyValuePair<string, string>> fields, string onRefusal, CancellationToken cancellation)
    {
        var answer = await TryAsync(fields, cancellation);
        return answer.Token ?? throw Refused(answer, onRefusal);
    }

    /// <summary>Asks for a token; a refusal is returned with its code.</summary>
    /// <exception cref="ApiException">No answer came, or none of authentik's.</exception>
    public async Task<TokenReply> TryAsync(IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        var response = await SendAsync(TokenPath, fields, cancellation);
        using var json = Read(TokenPath, response);
        return response.Status == 200 && TokenAnswer.Read(json.RootElement) is { } token
            ? new TokenReply(token, null, null, response)
            : new TokenReply(null, Text(json, "error"), Text(json, "error_description"), response);
    }

    /// <summary>Begins a sign-in by device code.</summary>
    /// <exception cref="ApiException">It was refused, or no answer came.</exception>
    public async Task<DeviceCode> BeginAsync(string clientId, string scope, CancellationToken cancellation)
    {
        var response = await SendAsync(DevicePath, [new("client_id", clientId), new("scope", scope)], cancellation);

        // Servers before 2025.12 answer an unknown client with an empty page.
        using var json = response is { Status: 400, Content.IsEmpty: true } ? JsonDocument.Parse("{\"error\": \"invalid_client\"}") : Read(DevicePath, response);
        return DeviceCode.Read(json.RootElement)
            ?? throw Refused(DevicePath, new TokenReply(null, Text(json, "error"), Text(json, "error_description"), response), "Check the client id.");
    }

    /// <summary>The exception for a token that was refused.</summary>
    public ApiException Refused(TokenReply reply, string whatToDo) => Refused(TokenPath, reply, whatToDo);

    private ApiException Refused(string path, TokenReply reply, string whatToDo)
    {
        var failure = new ApiFailure("POST", path)
        {
            StatusCode = reply.Response.Status,
            RequestId = call.Redactor.Text(reply.Response.Header("X-authentik-id")),
            Detail = call.Redactor.Text(reply.Description ?? reply.Error),
        };
        var client = reply.Error == "invalid_client" ? "There is no provider with that client id, or it wants another kind of sign-in." : whatToDo;
        return new ApiException(ApiErrorKind.NotSignedIn, call.Redactor.Text($"authentik gives no token ({reply.Error ?? $"status {reply.Response.Status}"}). {client}")!, failure);
    }

    private async Task<TransportResponse> SendAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        var request = RequestTo(path) with { Form = new TransportBody.Form(fields) };
        var outcome = await new RequestSender(call).SendAsync(request, cancellation);
        return outcome.Response ?? throw Errors(path).ReadFault(call.Session.Uri, outcome.Fault!);
    }

    private JsonDocument Read(string path, TransportResponse response)
    {
        try
        {
            // A refusal has the status 400; all else, and all that isn't JSON, is not about the token.
            return response.Status is 200 or 400 or 401 ? JsonDocument.Parse(response.Content) : throw Errors(path).Read(response);
        }
        catch (JsonException)
        {
            throw Errors(path).ReadUnexpected(response);
        }
    }

    private ErrorReader Errors(string path) => new(RequestTo(path), call.Redactor);

    // Asking twice does no harm: at worst a token is issued that nobody uses.
    private static ApiRequest RequestTo(string path) => new(HttpMethod.Post, path, []) { IsSignIn = true, IsHarmless = true };

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>An answer of the token end point: a token, or the code and the text of a refusal.</summary>
internal sealed record TokenReply(TokenAnswer? Token, string? Error, string? Description, TransportResponse Response);
