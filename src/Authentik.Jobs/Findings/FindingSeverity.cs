namespace Authentik;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing, and often intended.</summary>
    Info,

    /// <summary>Should be better, and does little harm alone.</summary>
    Low,

    /// <summary>Weakens the protection, or something doesn't work.</summary>
    Medium,

    /// <summary>Somebody can get in who shouldn't, or a part of the server has stopped.</summary>
    High,
}
