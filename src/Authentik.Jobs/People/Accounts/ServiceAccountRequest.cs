namespace Authentik.Jobs;

/// <summary>What a service account is to have.</summary>
internal sealed record ServiceAccountRequest(string Name)
{
    /// <summary>True to create a group of the same name.</summary>
    public bool CreatesGroup { get; init; }

    /// <summary>False for an app password that doesn't expire; null for the server's default.</summary>
    public bool? Expires { get; init; }

    /// <summary>When the app password expires; null for the server's default.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The folder of the account; null for the server's default.</summary>
    public string? Path { get; init; }

    /// <summary>True for an API token.</summary>
    public bool WithToken { get; init; }

    /// <summary>Groups to be in.</summary>
    public IReadOnlyList<Identity> Groups { get; init; } = [];

    /// <summary>Roles to have.</summary>
    public IReadOnlyList<Identity> Roles { get; init; } = [];

    /// <summary>Permissions for all objects, such as <c>authentik_core.view_user</c>.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>True to return secrets as strings.</summary>
    public bool AsPlainText { get; init; }
}
