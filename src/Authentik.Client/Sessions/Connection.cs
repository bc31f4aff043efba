using System.Collections.Concurrent;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace Authentik.Sessions;

/// <summary>The settings of a connection, and what can't be saved with them: the secrets' values and objects of this process.</summary>
/// <param name="Settings">How to connect.</param>
/// <param name="Secrets">The secrets, by the names that the settings refer to.</param>
internal sealed record Connection(ConnectionSettings Settings, IReadOnlyDictionary<string, SecureString> Secrets) : IDisposable
{
    /// <summary>A client certificate that was passed as an object; null for none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Replaces the network, as the sandbox does; null for the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Shows a device code to a person.</summary>
    public Func<DeviceCode, Task>? ShowDeviceCode { get; init; }

    /// <summary>The User-Agent header; null for the transport's own.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The headers that every request carries, with their values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers =>
        [.. Settings.Headers.Select(name => KeyValuePair.Create(name, SecretText.Reveal(Secrets[ConnectionSettings.HeaderSecret(name)])))];

    /// <summary>The credential for the proxy; null for none.</summary>
    public NetworkCredential? ProxyCredential => Settings.ProxyUsername?.Split('\\', 2) switch
    {
        null => null,
        [var domain, var user] => new NetworkCredential(user, Secrets[ConnectionSettings.ProxyPasswordSecret], domain),
        var user => new NetworkCredential(user[0], Secrets[ConnectionSettings.ProxyPasswordSecret]),
    };

    /// <summary>A secret that may be missing.</summary>
    public SecureString? FindSecret(string name) => Secrets.GetValueOrDefault(name);

    /// <summary>Merges two layers, as <see cref="ConnectionSettings.Over"/> does, including secrets and objects.</summary>
    public Connection Over(Connection below)
    {
        var secrets = new Dictionary<string, SecureString>(below.Secrets, StringComparer.Ordinal);
        foreach (var (name, secret) in Secrets)
        {
            secrets[name] = secret;
        }

        // A certificate is an object or a file. One that was typed replaces the saved one of the other kind.
        var settings = Settings.Over(below.Settings);
        return new Connection(Certificate is null ? settings : settings with { CertificatePath = null }, secrets)
        {
            Certificate = Certificate ?? (Settings.CertificatePath is null ? below.Certificate : null),
            Handler = Handler ?? below.Handler,
            ShowDeviceCode = ShowDeviceCode ?? below.ShowDeviceCode,
            UserAgent = UserAgent ?? below.UserAgent,
        };
    }

    /// <summary>
    /// The same connection with the defaults, without secrets that it doesn't use, and with copies of the others: whoever passed
    /// them may dispose of theirs.
    /// </summary>
    public Connection Complete() => this with
    {
        Settings = Settings.Over(ConnectionSettings.Defaults),
        Secrets = new ConcurrentDictionary<string, SecureString>(
            Secrets.Where(secret => Settings.UsesSecret(secret.Key)).Select(secret => KeyValuePair.Create(secret.Key, secret.Value.Copy())),
            StringComparer.Ordinal),
    };

    /// <summary>
    /// Replaces the token, password or client secret that the session signs in with, because it was changed on the server.
    /// </summary>
    public void ReplaceCredential(SecureString secret) =>
        ((IDictionary<string, SecureString>)Secrets)[ConnectionSettings.CredentialSecret] = secret;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var secret in Secrets.Values)
        {
            secret.Dispose();
        }
    }

    /// <summary>True if HTTP can carry the header. What it can't carry fails later with a message that repeats it.</summary>
    public static bool CanSendHeader(string name, string value) =>
        name.Length > 0 && HeaderNameIn(name).Length == name.Length
        && value.Length <= SecretText.MostLength && value.All(c => c is >= ' ' and <= '~');

    /// <summary>The beginning of a string, up to the first character that a header's name can't contain.</summary>
    public static string HeaderNameIn(string text) => string.Concat(text.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
}

/// <summary>A sign-in that waits for a person.</summary>
/// <param name="Secret">The device code, which the token is requested with.</param>
/// <param name="UserCode">The code that the person enters.</param>
/// <param name="Address">The page where the person enters it.</param>
/// <param name="AddressWithCode">The same page with the code filled in.</param>
/// <param name="Life">How long the code can be entered.</param>
/// <param name="Interval">How long to wait between two token requests.</param>
internal sealed record DeviceCode(SecureString Secret, string UserCode, Uri Address, Uri AddressWithCode, TimeSpan Life, TimeSpan Interval);
