namespace Authentik;

/// <summary>A secret that got a new value, and who used the old one. The new value is returned once.</summary>
public abstract class RotatedSecret : JobResult
{
    /// <summary>
    /// When the secret was last changed, or could have been, according to the event log; null if the log has nothing about it, or wasn't
    /// read because -OlderThan wasn't used.
    /// </summary>
    public DateTimeOffset? ChangedOn { get; internal set; }

    /// <summary>The last sign of use in the event log: see the help of the command. Null if there is none.</summary>
    public DateTimeOffset? LastUsed { get; internal set; }

    /// <summary>True if the session signs in with it, and goes on with the new value.</summary>
    public bool IsOwn { get; internal set; }
}

/// <summary>A token that got a new key.</summary>
public sealed class RotatedTokenKey : RotatedSecret
{
    /// <summary>The identifier of the token.</summary>
    public required string Identifier { get; init; }

    /// <summary>The kind of the object, so that a row of a file doesn't stand for the user that it names.</summary>
    public string ObjectKind { get; } = Resources.Token.Title;

    /// <summary>The user that the token signs in as.</summary>
    public required string? Username { get; init; }

    /// <summary>What the token is for, as somebody described it.</summary>
    public required string? Description { get; init; }

    /// <summary>What the token is: <c>api</c> or <c>app_password</c>.</summary>
    public required string? Intent { get; init; }

    /// <summary>The new key: a SecureString, or a string with -AsPlainText. Null if there is none.</summary>
    public object? Key { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Identifier;
}

/// <summary>A provider that got a new secret.</summary>
public sealed class RotatedClientSecret : RotatedSecret
{
    /// <summary>The name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The client id; null for a RADIUS provider.</summary>
    public required string? ClientId { get; init; }

    /// <summary>The applications that use the provider.</summary>
    public required ValueList<string> Applications { get; init; }

    /// <summary>The outposts that serve the provider. They get the new secret from the server.</summary>
    public required ValueList<string> Outposts { get; init; }

    /// <summary>The new secret: a SecureString, or a string with -AsPlainText. Null if there is none.</summary>
    public object? ClientSecret { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Provider;
}
