using System.Net;
using System.Security;
using Authentik.Sessions;
using Authentik.Sessions.Credentials;
using Authentik.Sessions.Tokens;

namespace Authentik.Profiles;

/// <summary>Turns what a session is made of into a profile and its secrets, and back.</summary>
internal static class ProfileMapping
{
    private const string Main = "credential";
    private const string CertificatePassword = "certificate-password";
    private const string ProxyPassword = "proxy-password";
    private const string HeaderPrefix = "header-";

    /// <summary>The profile of a session, and the secrets by name.</summary>
    /// <exception cref="InputException">The session is made of something that cannot be saved.</exception>
    public static (Profile Profile, IReadOnlyDictionary<string, SecureString> Secrets) OfSession(Session session, string name)
    {
        var options = session.Options;
        if (options.Network.Handler is not null)
        {
            throw new InputException(InputProblem.InvalidValue, "A sandbox is gone when its session is; there is nothing to save.", session.Name);
        }

        if (options.Network.ClientCertificate is not null && options.Files.Certificate is null)
        {
            throw new InputException(InputProblem.InvalidValue, "The session's client certificate was given as an object. Connect with -CertificatePath to save where it is.", session.Name);
        }

        var secrets = SecretsOf(options).ToDictionary(secret => secret.Name, secret => secret.Value, StringComparer.Ordinal);
        return (Describe(session, name) with { SecretName = [.. secrets.Keys.Order(StringComparer.Ordinal)] }, secrets);
    }

    /// <summary>What a session is made of that the profile describes.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="secrets">Its secrets by name.</param>
    /// <param name="show">Shows a code to a person.</param>
    /// <exception cref="InputException">A secret is missing.</exception>
    public static SessionOptions ToOptions(Profile profile, IReadOnlyDictionary<string, SecureString> secrets, Func<DeviceCode, Task> show)
    {
        SecureString? Optional(string name) => secrets.GetValueOrDefault(name);
        SecureString Must(string name) => Optional(name)
            ?? throw Incomplete(profile, $"secret '{name}'");

        var options = new SessionOptions(profile.Uri.AbsoluteUri, Credential(profile, Must, Optional, show));
        return options with
        {
            SkipVersionCheck = profile.SkipVersionCheck,
            Headers = [.. profile.Header.Select(header => Header(profile, header, SecretText.Reveal(Must(HeaderPrefix + header))))],
            Files = new FileSources { Authorities = profile.CaCertificatePath, Certificate = profile.CertificatePath, CertificatePassword = Optional(CertificatePassword) },
            Network = options.Network with
            {
                SkipCertificateCheck = profile.SkipCertificateCheck,
                Proxy = profile.Proxy,
                ProxyCredential = profile.ProxyUserName is { } user ? new NetworkCredential(user, Must(ProxyPassword)) : null,
                NoProxy = profile.NoProxy,
                ConnectTimeout = Seconds(profile.ConnectionTimeoutSeconds) ?? options.Network.ConnectTimeout,
                Timeout = Seconds(profile.OperationTimeoutSeconds) ?? options.Network.Timeout,
            },
        };
    }

    private static KeyValuePair<string, string> Header(Profile profile, string name, string value) => HeaderText.CanBeSent(name, value)
        ? new(name, value)
        : throw Unusable(profile, $"The header '{HeaderText.Name(name)}' of the profile '{profile.Name}' cannot be sent: it has line ends or letters outside ASCII.");

    private static Profile Describe(Session session, string name)
    {
        var (options, network) = (session.Options, session.Options.Network);
        var client = options.Credential as OAuthCredential;
        return new Profile
        {
            Name = name,
            Uri = session.Uri,
            Authentication = session.Authentication,
            UserName = (client as AppPasswordCredential)?.UserName,
            ClientId = client?.ClientId,
            Scope = client?.MoreScopes ?? [],
            AssertionPath = (client as AssertionCredential)?.Path,
            SkipCertificateCheck = network.SkipCertificateCheck,
            SkipVersionCheck = options.SkipVersionCheck,
            CaCertificatePath = options.Files.Authorities,
            CertificatePath = options.Files.Certificate,
            Proxy = network.Proxy,
            ProxyUserName = network.ProxyCredential is { } proxy ? UserAt(proxy) : null,
            NoProxy = network.NoProxy,
            Header = [.. options.Headers.Select(header => header.Key)],
            ConnectionTimeoutSeconds = network.ConnectTimeout.TotalSeconds,
            OperationTimeoutSeconds = network.Timeout.TotalSeconds,
        };
    }

    private static IEnumerable<(string Name, SecureString Value)> SecretsOf(SessionOptions options)
    {
        if (MainSecret(options.Credential) is { } main)
        {
            yield return (Main, main);
        }

        if (options.Files.CertificatePassword is { } password)
        {
            yield return (CertificatePassword, password);
        }

        if (options.Network.ProxyCredential is { } proxy)
        {
            yield return (ProxyPassword, proxy.SecurePassword);
        }

        foreach (var (header, value) in options.Headers)
        {
            yield return (HeaderPrefix + header, SecretText.Protect(value));
        }
    }

    // A person signs in anew; a file is read anew.
    private static SecureString? MainSecret(SessionCredential credential) => credential switch
    {
        TokenCredential token => token.Token,
        AppPasswordCredential app => app.Password,
        ClientSecretCredential client => client.Secret,
        AssertionCredential { Text: { } text } => text,
        _ => null,
    };

    private static SessionCredential Credential(Profile profile, Func<string, SecureString> must, Func<string, SecureString?> optional, Func<DeviceCode, Task> show)
    {
        if (profile.Authentication == AuthenticationType.ApiToken)
        {
            return new TokenCredential(must(Main));
        }

        var client = profile.ClientId ?? throw Incomplete(profile, "client id");
        OAuthCredential credential = profile.Authentication switch
        {
            AuthenticationType.AppPassword => new AppPasswordCredential(client, profile.UserName ?? throw Incomplete(profile, "user name"), must(Main)),
            AuthenticationType.ClientSecret => new ClientSecretCredential(client, must(Main)),
            AuthenticationType.Assertion => new AssertionCredential(client, profile.AssertionPath is null ? must(Main) : optional(Main), profile.AssertionPath),
            _ => new DeviceCredential(client, show),
        };
        return credential with { MoreScopes = profile.Scope };
    }

    private static string UserAt(NetworkCredential proxy) => proxy.Domain.Length == 0 ? proxy.UserName : $"{proxy.Domain}\\{proxy.UserName}";

    private static TimeSpan? Seconds(double seconds) => seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;

    private static InputException Incomplete(Profile profile, string what) => Unusable(profile, $"The profile '{profile.Name}' has no {what}.");

    private static InputException Unusable(Profile profile, string why) =>
        new(InputProblem.InvalidValue, $"{why} Connect otherwise, and save it again with Save-AuthentikProfile {profile.Name} -Force.", profile.Name);
}
