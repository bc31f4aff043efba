using Authentik.Book;
using Authentik.Requests;
using Authentik.Transport;

namespace Authentik.Sessions;

/// <summary>Opens a session: proves the token, learns who it belongs to and which version the server has.</summary>
internal sealed class Connector(BookIndex book, Func<TransportOptions, ITransport> openTransport)
{
    /// <summary>Opens a session.</summary>
    /// <exception cref="InputException">The address, the token or the server's version cannot be used.</exception>
    /// <exception cref="ApiException">The server refused, or did not answer.</exception>
    public async Task<Session> ConnectAsync(SessionOptions options, ICallLog log, CancellationToken cancellation)
    {
        var uri = ServerAddress.Parse(options.Address);
        CheckToken(options);
        var transport = openTransport(new TransportOptions
        {
            SkipCertificateCheck = options.SkipCertificateCheck,
            UserAgent = options.UserAgent,
            Handler = options.Handler,
        });
        var session = new Session(options.Name ?? uri.Authority, uri, options.Token.Copy(), transport, book) { SkipVersionCheck = options.SkipVersionCheck };
        try
        {
            var api = new ApiClient(session, log);
            await ReadUserAsync(api, session, cancellation);
            await ReadVersionAsync(api, session, cancellation);
            CheckVersion(session, log);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // The server answers a token with other characters with a crash.
    private static void CheckToken(SessionOptions options)
    {
        var token = SecretText.Reveal(options.Token);
        if (token.Length == 0 || !token.All(c => c is > ' ' and <= '~'))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                "The token is empty or has characters that no token has, such as blanks, line ends or letters outside ASCII. Copy it again from authentik.");
        }
    }

    private static async Task ReadUserAsync(ApiClient api, Session session, CancellationToken cancellation)
    {
        using var answer = await api.GetAsync("/core/users/me/", [], cancellation);
        var user = answer.Json.TryGetProperty("user", out var found) ? found : throw NotAuthentik(session);
        session.UserName = user.TryGetProperty("username", out var name) ? name.GetString() : null;
        session.UserId = user.TryGetProperty("pk", out var pk) && pk.TryGetInt64(out var id) ? id : null;
        session.IsSuperuser = user.TryGetProperty("is_superuser", out var super) && super.ValueKind == System.Text.Json.JsonValueKind.True;
    }

    private static async Task ReadVersionAsync(ApiClient api, Session session, CancellationToken cancellation)
    {
        try
        {
            using var answer = await api.GetAsync("/admin/version/", [], cancellation);
            var text = answer.Json.TryGetProperty("version_current", out var version) ? version.GetString() : null;
            session.ServerVersion = ServerVersion.TryParse(text, out var known) ? known : null;
        }
        catch (ApiException) when (session.SkipVersionCheck)
        {
            // Asked for: without a version nothing is checked.
        }
    }

    private static void CheckVersion(Session session, ICallLog log)
    {
        if (session.SkipVersionCheck)
        {
            return;
        }

        if (session.ServerVersion is not { } version)
        {
            throw new InputException(
                InputProblem.VersionMismatch,
                $"{session.Uri} did not say which version of authentik it is. Use -SkipVersionCheck to connect all the same.");
        }

        switch (session.Book.Knows(version))
        {
            case VersionKnowledge.TooOld:
                throw new InputException(
                    InputProblem.VersionMismatch,
                    $"{session.Uri} runs authentik {version}; this module knows {session.Book.Oldest} and later. Update the server, or use -SkipVersionCheck to try.");
            case VersionKnowledge.Newer:
                log.Warning($"{session.Uri} runs authentik {version}, newer than {session.Book.Newest}, the newest this module knows. Nothing is refused for the version.");
                break;
        }
    }

    private static InputException NotAuthentik(Session session) =>
        new(InputProblem.InvalidValue, $"{session.Uri} answered, but not as authentik does. Check the address.");
}
