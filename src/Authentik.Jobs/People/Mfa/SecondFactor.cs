namespace Authentik.Jobs;

/// <summary>What counts as a second factor, wherever a job says that somebody has one or has none.</summary>
internal static class SecondFactor
{
    private const string RecoveryCodes = "Static";
    private const string VerifiedLaptop = "AuthenticatorEndpoint";

    /// <summary>True for a device that was set up to the end and is a second factor.</summary>
    public static bool IsOne(AuthenticatorDevice device) => IsComplete(device) && IsOne(device.Kind);

    /// <summary>True for a kind that is a second factor. Recovery codes alone aren't one, because they run out.</summary>
    public static bool IsOne(string? kind) => !IsRecoveryCodes(kind) && kind != VerifiedLaptop;

    /// <summary>True for the kind of recovery codes.</summary>
    public static bool IsRecoveryCodes(string? kind) => kind == RecoveryCodes;

    /// <summary>
    /// True for what authentik asks for beside a password: a second factor or recovery codes. Of a laptop that Chrome verified, no version
    /// says whose it is in its list, and no stage asks for it.
    /// </summary>
    public static bool IsAskedFor(AuthenticatorDevice device) => device.Kind != VerifiedLaptop;

    /// <summary>True if the device was set up to the end.</summary>
    public static bool IsComplete(AuthenticatorDevice device) => device.Confirmed != false;
}
