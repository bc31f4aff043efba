using Authentik.Book;

namespace Authentik.Conformance.Tests.Judging;

/// <summary>
/// What Prism refuses although it's right, because a document is wrong, and what the module doesn't send. These are all there are, each
/// with its reason.
/// </summary>
internal static class Departures
{
    private static readonly Departure[] All =
    [
        new(
            "Get-AuthentikDuoEnrollmentStatus",
            VersionRange.Parse("2026.2.."),
            "Invalid security scheme used",
            "The operation needs no sign-in, which Prism doesn't understand."),
        new(
            "Grant-AuthentikPermission",
            VersionRange.All,
            "can't be looked up",
            "Not sent: authentik would grant the permission for all objects if none had the id."),
        new(
            "Revoke-AuthentikPermission",
            VersionRange.All,
            "can't be looked up",
            "Not sent: authentik would revoke the permission for all objects if none had the id."),
        new(
            "Send-AuthentikFlowResponse",
            VersionRange.All,
            "Request body must match exactly one schema in oneOf",
            "Responses to most stages have no required field, so that any response is valid for several of them."),
    ];

    /// <summary>The one that a refusal belongs to; null for none.</summary>
    public static Departure? Find(ServerVersion version, Attempt attempt, string refusal) =>
        All.FirstOrDefault(one => one.Versions.Contains(version)
            && one.Command == attempt.Command && refusal.Contains(one.Refusal, StringComparison.Ordinal));

    /// <summary>Those of a version.</summary>
    public static IEnumerable<Departure> List(ServerVersion version) => All.Where(one => one.Versions.Contains(version));
}

/// <summary>A refusal that is no fault of the module.</summary>
/// <param name="Command">The command.</param>
/// <param name="Versions">The versions whose document is wrong.</param>
/// <param name="Refusal">A part of what Prism says.</param>
/// <param name="Reason">Why the request is right.</param>
internal sealed record Departure(string Command, VersionRange Versions, string Refusal, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Command}: {Refusal}: {Reason}";
}
