using System.Security;

namespace Authentik.Configuration;

/// <summary>How a plan is applied.</summary>
internal sealed record ApplyOptions
{
    /// <summary>How many steps of a wave run side by side.</summary>
    public int ThrottleLimit { get; init; } = 1;

    /// <summary>True if what takes the caller's own access is done, too.</summary>
    public bool IsForced { get; init; }

    /// <summary>Finds a secret by the name that the configuration has for it; null for one that nobody knows.</summary>
    public Func<string, CancellationToken, Task<SecureString?>> FindSecret { get; init; } = (_, _) => Task.FromResult<SecureString?>(null);
}
