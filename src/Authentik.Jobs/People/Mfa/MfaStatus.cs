using Authentik.Jobs;

namespace Authentik;

/// <summary>A device with which a user proves the second factor, or recovery codes.</summary>
public sealed class MfaDevice
{
    /// <summary>The kind: Totp, WebAuthn, Duo, Sms, Email, or Static for recovery codes.</summary>
    public required string Kind { get; init; }

    /// <summary>The name that the user gave it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was set up.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last used to sign in; null if it never was.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Its kind and its name.</summary>
    public override string ToString() => $"{Kind} '{Name}'";
}

/// <summary>Which second factors a user has.</summary>
public sealed class MfaStatus : JobObject
{
    /// <summary>The username.</summary>
    public required string Username { get; init; }

    /// <summary>The display name.</summary>
    public string? Name { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The devices that were set up to the end, without those that Chrome verified.</summary>
    public required ValueList<MfaDevice> Devices { get; init; }

    /// <summary>The kinds of the devices, each once.</summary>
    public ValueList<string> Kinds => [.. Devices.Select(device => device.Kind).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>True if the user has a second factor. Recovery codes alone aren't one, because they run out.</summary>
    public bool HasSecondFactor => Devices.Any(device => SecondFactor.IsOne(device.Kind));

    /// <summary>True if the user has recovery codes.</summary>
    public bool HasRecoveryCode => Devices.Any(device => SecondFactor.IsRecoveryCodes(device.Kind));

    /// <summary>When one of the devices was last used; null if none ever was.</summary>
    public DateTimeOffset? LastUsed => Devices.Max(device => device.LastUsed);

    /// <summary>True if the user can sign in.</summary>
    public bool? IsActive { get; init; }

    /// <summary>True if the user is a superuser.</summary>
    public bool? IsSuperuser { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Username;
}
