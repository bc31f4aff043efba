using System.Text.Json;
using Authentik.Book;
using Authentik.Http;
using Authentik.Parsing;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Connecting;

/// <summary>Opens sessions: signs in, and reads the session's user and the server's version.</summary>
internal sealed class Connector(BookIndex book, Func<TransportOptions, ITransport> openTransport, TimeProvider? time = null)
{
    private readonly TimeProvider clock = time ?? TimeProvider.System;

    /// <summary>Opens a session. The secrets that are passed stay the caller's; the session has copies.</summary>
    /// <exception cref="InputException">A file, the credential or the server's version can't be used.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<Session> ConnectAsync(Connection requested, ICallLog log, CancellationToken cancellation)
    {
        var session = Open(requested.Complete());
        try
        {
            var call = new Call(session, log);
            session.Tokens = await new SignIn(call).RunAsync(cancellation);
            await ReadServerAsync(new ApiClient(call), cancellation);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private Session Open(Connection connection)
    {
        TraceFile? trace = null;
        try
        {
            trace = connection.Settings.TracePath is { } path ? new TraceFile(path, clock) : null;
            var transport = openTransport(TransportOptionsFor(connection));
            return new Session(connection, transport, LearnSecrets(connection), book) { Trace = trace, Clock = clock };
        }
        catch
        {
            connection.Dispose();
            trace?.Dispose();
            throw;
        }
    }

    // Headers and the proxy's password are sent with every request. The other secrets are added where they are used.
    private static Redactor LearnSecrets(Connection connection)
    {
        var redactor = new Redactor();
        foreach (var header in connection.Headers)
        {
            redactor.Learn(header.Value);
        }

        redactor.Learn(connection.ProxyCredential?.Password ?? string.Empty);
        return redactor;
    }

    private static TransportOptions TransportOptionsFor(Connection connection)
    {
        var (settings, options) = (connection.Settings, connection.Settings.ToTransportOptions());
        return options with
        {
            Authorities = settings.CaCertificatePath is { } authorities ? CertificateFiles.ReadAuthorities(authorities) : [],
            ClientCertificate = settings.CertificatePath is { } file
                ? CertificateFiles.ReadWithKey(file, connection.FindSecret(ConnectionSettings.CertificatePasswordSecret))
                : connection.Certificate,
            ProxyCredential = connection.ProxyCredential,
            Handler = connection.Handler,
            UserAgent = connection.UserAgent ?? options.UserAgent,
        };
    }

    private static async Task ReadServerAsync(ApiClient api, CancellationToken cancellation)
    {
        await ReadUserAsync(api, api.Session, cancellation);
        await ReadVersionAsync(api, api.Session, cancellation);
        CheckVersion(api.Session, api.Call.Log);
    }

    private static async Task ReadUserAsync(ApiClient api, Session session, CancellationToken cancellation)
    {
        using var response = await GetUserAsync(api, cancellation);
        var user = JsonMember.Find(response.Json, "user") is { ValueKind: JsonValueKind.Object } found
            ? found
            : throw NotAuthentik(session);
        session.Username = JsonMember.ReadString(user, "username");
        session.UserId = JsonMember.Find(user, "pk") is { ValueKind: JsonValueKind.Number } pk && pk.TryGetInt64(out var id) ? id : null;
        session.IsSuperuser = JsonMember.Find(user, "is_superuser") is { ValueKind: JsonValueKind.True };
    }

    // Every authentik has this operation.
    private static async Task<ApiResponse> GetUserAsync(ApiClient api, CancellationToken cancellation)
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
            using var response = await api.GetAsync("/admin/version/", [], cancellation);
            var text = JsonMember.ReadString(response.Json, "version_current");
            session.ServerVersion = ServerVersion.TryParse(text, out var known) ? known : null;
        }
        catch (ApiException) when (session.SkipVersionCheck)
        {
            // The version isn't needed, because it isn't checked.
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
                $"{session.Uri} didn't report its authentik version. Use -SkipVersionCheck to connect anyway.");
        }

        switch (session.Book.Classify(version))
        {
            case VersionStanding.TooOld:
                throw new InputException(
                    InputProblem.VersionMismatch,
                    $"{session.Uri} runs authentik {version}, but this module supports {session.Book.Oldest} and later. "
                        + "Update the server, or use -SkipVersionCheck to connect anyway.");
            case VersionStanding.Newer:
                log.Warning(
                    $"{session.Uri} runs authentik {version}, which is newer than {session.Book.Newest}, the newest version that this "
                        + "module knows. Nothing is refused because of the version. Update the module when a newer one is available.");
                break;
        }
    }

    private static InputException NotAuthentik(Session session) => new(
        InputProblem.InvalidValue,
        $"{session.Uri} responded, but it has no authentik API. Check the address, including the path that authentik runs below.");
}
