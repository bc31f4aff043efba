using System.Security;
using System.Text.Json.Serialization;
using Authentik.Sessions;

namespace Authentik;

/// <summary>Connection settings that are saved under a name. The secrets are in a vault, or beside them in the file.</summary>
public sealed record Profile : ConnectionSettings
{
    /// <summary>Creates an empty profile, for reading.</summary>
    public Profile()
    {
    }

    private Profile(ConnectionSettings settings)
        : base(settings)
    {
    }

    /// <summary>The vault that contains the secrets; null if there are none, or if they are in the file.</summary>
    public string? Vault { get; init; }

    /// <summary>The names of the secrets in the vault or in the file; empty for none.</summary>
    public IReadOnlyList<string> SecretNames { get; init; } = [];

    /// <summary>True if the file contains the secrets in plain text.</summary>
    public bool IsPlainText { get; init; }

    /// <summary>The file that the profile is saved in.</summary>
    [JsonIgnore]
    public string Path { get; init; } = string.Empty;

    /// <summary>Returns the profile's name.</summary>
    public override string ToString() => Name;

    /// <summary>Describes a session's connection as a profile.</summary>
    /// <exception cref="InputException">The connection has something that can't be saved.</exception>
    internal static Profile FromConnection(Connection connection, string name)
    {
        if (connection.Handler is not null)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                "A sandbox can't be saved as a profile, because it ends with its session. Specify another session with -Session.",
                connection.Settings.Name);
        }

        if (connection.Certificate is not null)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                "The session's client certificate was passed as an object, which can't be saved. Connect with -CertificatePath instead.",
                connection.Settings.Name);
        }

        return new Profile(connection.Settings)
        {
            Name = name,
            SecretNames = [.. connection.Secrets.Keys.Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Creates a connection from the profile and its secrets.</summary>
    /// <exception cref="InputException">Something is missing, or can't be sent.</exception>
    internal Connection ToConnection(IReadOnlyDictionary<string, SecureString> secrets)
    {
        var missing = Authentication != AuthenticationType.ApiToken && ClientId is null ? "client id"
            : Authentication == AuthenticationType.AppPassword && Username is null ? "user name"
            : RequiredSecrets.FirstOrDefault(name => !secrets.ContainsKey(name)) is { } secret ? $"secret '{secret}'"
            : null;
        if (missing is not null)
        {
            throw Unusable($"The profile '{Name}' has no {missing}.");
        }

        var connection = new Connection(this with { Uri = ServerAddress.Parse(Uri!.AbsoluteUri) }, secrets);
        return connection.Headers.FirstOrDefault(header => !Connection.CanSendHeader(header.Key, header.Value)) is { Key: { } unsendable }
            ? throw Unusable($"The header '{Connection.HeaderNameIn(unsendable)}' of the profile '{Name}' isn't valid in HTTP.")
            : connection;
    }

    private InputException Unusable(string why) => new(
        InputProblem.InvalidValue,
        $"{why} Connect without the profile, and save it again with Save-AuthentikProfile {Name} -Force.",
        Name);
}
