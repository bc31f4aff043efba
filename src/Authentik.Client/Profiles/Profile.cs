using System.Text.Json.Serialization;

namespace Authentik;

/// <summary>How to connect to a server, as saved under a name. It holds no secret: those are in a vault, or beside it in its file.</summary>
public sealed record Profile
{
    /// <summary>The name it is saved under.</summary>
    [JsonIgnore]
    public string Name { get; init; } = string.Empty;

    /// <summary>The server's address, with the path below which it runs.</summary>
    public required Uri Uri { get; init; }

    /// <summary>What is signed in with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required AuthenticationType Authentication { get; init; }

    /// <summary>The user that an app password belongs to; null for other kinds.</summary>
    public string? UserName { get; init; }

    /// <summary>The client id of the OAuth2 provider; null for an API token.</summary>
    public string? ClientId { get; init; }

    /// <summary>The scopes that are asked for beside that of the API.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    /// <summary>The file with the workload's JWT; null where there is none.</summary>
    public string? AssertionPath { get; init; }

    /// <summary>The vault that the secrets are in; null where there are none, or they are in the file.</summary>
    public string? Vault { get; init; }

    /// <summary>The names of the secrets, as in the vault or in the file; empty where there are none.</summary>
    public IReadOnlyList<string> SecretName { get; init; } = [];

    /// <summary>True when the secrets are in the file in clear text.</summary>
    public bool IsPlainText { get; init; }

    /// <summary>True when any certificate of the server is accepted.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>True when nothing is refused for the server's version.</summary>
    public bool SkipVersionCheck { get; init; }

    /// <summary>The file with the authorities of the server's certificate; null for those of the system.</summary>
    public string? CaCertificatePath { get; init; }

    /// <summary>The file with the client certificate; null for none.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The proxy; null for that of the system.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user at the proxy; null for none.</summary>
    public string? ProxyUserName { get; init; }

    /// <summary>True when no proxy is used.</summary>
    public bool NoProxy { get; init; }

    /// <summary>The names of the headers that every request carries; their values are secrets.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>The time that connecting may take, in seconds.</summary>
    public double ConnectionTimeoutSeconds { get; init; }

    /// <summary>The time that one request may take in all, in seconds.</summary>
    public double OperationTimeoutSeconds { get; init; }

    /// <summary>The file it is saved in.</summary>
    [JsonIgnore]
    public string Path { get; init; } = string.Empty;

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
