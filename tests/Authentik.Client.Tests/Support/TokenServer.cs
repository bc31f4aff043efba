using System.Security;
using System.Text.Json.Nodes;
using Authentik.Connecting;
using Authentik.Sessions;
using Authentik.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests.Support;

/// <summary>A server that gives tokens, and an API that takes the last one it gave.</summary>
internal sealed class TokenServer
{
    private int given;

    public TokenServer() => Transport = new FakeTransport(Answer);

    public FakeTransport Transport { get; }

    public SteppingTime Time { get; } = new();

    public CallNotes Log { get; } = new();

    /// <summary>What the token end point answers next; its usual answers when there is nothing left.</summary>
    public Queue<TransportResponse> TokenAnswers { get; } = new();

    /// <summary>What a token lives, in seconds.</summary>
    public int Life { get; set; } = 3600;

    /// <summary>True to give refresh tokens as well.</summary>
    public bool Refreshes { get; set; }

    /// <summary>The number of the one token that is accepted.</summary>
    public int Accepted { get; set; } = 1;

    /// <summary>The forms that the token end point got.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Forms =>
        [.. Transport.Seen.Where(request => request.Body is TransportBody.Form)
            .Select(request => ((TransportBody.Form)request.Body!).Fields.ToDictionary(pair => pair.Key, pair => pair.Value))];

    public static string Token(int number) => $"access-token-{number:0000}";

    /// <summary>A connection that signs in one way.</summary>
    public static Connection With(
        AuthenticationType way, string? secret, string? userName = null, string? assertionPath = null, IReadOnlyList<string>? scope = null)
    {
        var settings = new ConnectionSettings
        {
            Uri = new Uri("https://auth.example.com/sub/"),
            Authentication = way,
            ClientId = "powershell",
            Username = userName,
            AssertionPath = assertionPath,
            Scopes = scope ?? [],
        };
        var secrets = new Dictionary<string, SecureString>();
        if (secret is not null)
        {
            secrets[ConnectionSettings.CredentialSecret] = SecretText.Protect(secret);
        }

        return new Connection(settings, secrets);
    }

    public Task<Session> ConnectAsync(Connection connection, CancellationToken? cancellation = null) =>
        new Connector(Resources.Book, _ => Transport, Time)
            .ConnectAsync(connection, Log, cancellation ?? TestContext.Current.CancellationToken);

    private TransportResponse Answer(TransportRequest request)
    {
        lock (this)
        {
            return request.Uri.AbsolutePath switch
            {
                "/sub/application/o/token/" => TokenAnswers.TryDequeue(out var next) ? next : Give(),
                "/sub/application/o/device/" => FakeTransport.Json(200, """
                    {
                      "device_code": "device?%&\"/secret",
                      "user_code": "123456789",
                      "verification_uri": "https://auth.example.com/sub/device",
                      "expires_in": 60,
                      "interval": 5
                    }
                    """),
                "/sub/api/v3/core/users/me/" when IsAccepted(request) =>
                    FakeTransport.Json(200, """{"user": {"pk": 7, "username": "svc", "is_superuser": false}}"""),
                "/sub/api/v3/admin/version/" when IsAccepted(request) => FakeTransport.Json(200, """{"version_current": "2026.2.2"}"""),
                _ when IsAccepted(request) => FakeTransport.Json(200, "{}"),
                _ => FakeTransport.Json(403, """{"detail": "Token invalid/expired"}"""),
            };
        }
    }

    private bool IsAccepted(TransportRequest request) =>
        request.Headers.Any(header => header.Key == "Authorization" && header.Value == $"Bearer {Token(Accepted)}");

    private TransportResponse Give()
    {
        given++;
        var answer = new JsonObject { ["access_token"] = Token(given), ["token_type"] = "Bearer", ["expires_in"] = Life };
        if (Refreshes)
        {
            answer["refresh_token"] = $"refresh-token-{given:0000}";
        }

        return FakeTransport.Json(200, answer.ToJsonString());
    }
}
