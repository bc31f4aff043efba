using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>What differs between the versions of authentik when it combines the bindings of an application.</summary>
/// <param name="AnyGroupOrUserIsEnough">
/// True if one binding of a user or a group is enough, even if all bindings are required: from 2025.8 to 2025.12, authentik combines those
/// that way, and requires all only of policies.
/// </param>
/// <param name="IsOpenByDefault">True if an application without an enabled binding lets everybody in.</param>
internal sealed record EngineRules(bool AnyGroupOrUserIsEnough, bool IsOpenByDefault)
{
    private static readonly VersionRange Lax = VersionRange.Parse("2025.8..2025.12");

    /// <summary>The rules of a version.</summary>
    public static EngineRules Create(ServerVersion? version, bool isOpenByDefault) =>
        new(version is not null && Lax.Contains(version), isOpenByDefault);
}
