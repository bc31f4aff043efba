using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions.Tokens;
using Authentik.Transport;

namespace Authentik.Sessions;

/// <summary>Opens a session: signs in, learns whose token it is and which version the server has.</summary>
internal sealed class Connector(BookIndex book, Func<TransportOptions, ITransport> openTransport, TimeProvider? time = null)
{
    private readonly TimeProvider clock = time ?? TimeProvider.System;

    /// <summary>Opens a session. The options' secrets stay the caller's; the session has copies.</summary>
    /// <exception cref="InputException">The address, the credential or the server's version cannot be used.</exception>
    /// <exception cref="ApiException">The server refused, or did not answer.</exception>
    public async Task<Session> ConnectAsync(SessionOptions options, ICallLog log, CancellationToken cancellation)
    {
        var session = Open(options);
        try
        {
            var call = new Call(session, log);
            session.Tokens = await new SignIn(call).RunAsync(session.Options.Credential, cancellation);
            await LearnAsync(new ApiClient(call), cancellation);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private Session Open(SessionOptions options)
    {
        var address = new SessionAddress(ServerAddress.Parse(options.Address), options.Headers);
        var trace = options.TracePath is { } path ? new TraceFile(path, clock) : null;
        var redactor = new Redactor();
        options.Headers.Select(header => header.Value).ToList().ForEach(redactor.Learn);
        redactor.Learn(options.Network.ProxyCredential?.Password ?? string.Empty);
        var parts = new SessionParts(address, openTransport(options.Network), redactor, trace, clock);
        return new Session(options with { Credential = options.Credential.Copy() }, parts, book);
    }

    private static async Task LearnAsync(ApiClient api, CancellationToken cancellation)
    {
        await ReadUserAsync(api, api.Session, cancellation);
        await ReadVersionAsync(api, api.Session, cancellation);
        CheckVersion(api.Session, api.Call.Log);
    }

    private static async Task ReadUserAsync(ApiClient api, Session session, CancellationToken cancellation)
    {
        using var answer = await AskWhoAsync(api, cancellation);
        var user = answer.Json.TryGetProperty("user", out var found) ? found : throw NotAuthentik(session);
        session.UserName = user.TryGetProperty("username", out var name) ? name.GetString() : null;
        session.UserId = user.TryGetProperty("pk", out var pk) && pk.TryGetInt64(out var id) ? id : null;
        session.IsSuperuser = user.TryGetProperty("is_superuser", out var super) && super.ValueKind == System.Text.Json.JsonValueKind.True;
    }

    // Every server has this operation; where it is missing, there is no authentik.
    private static async Task<ApiResponse> AskWhoAsync(ApiClient api, CancellationToken cancellation)
    {
        try
        {
            return await api.GetAsync("/core/users/me/", [], cancellation);
        }
        catch (ApiException failure) when (failure.IsOperationMissing)
        {
            throw NotAuthentik(api.Session);
        }
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
        new(InputProblem.InvalidValue, $"{session.Uri} answered, but there is no API of authentik below it. Check the address, and the path below which authentik runs, if it does.");
}
