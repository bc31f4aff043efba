using Authentik.Book;

namespace Authentik.Sessions;

/// <summary>Refuses what the server's version doesn't support, before it is sent. On servers newer than the book it only warns.</summary>
internal sealed class VersionGate(Session session, ICallLog log)
{
    private const string Omission =
        "Omit it, connect to a server of such a version, or try it with -SkipVersionCheck of Connect-Authentik.";

    private const string OtherServer = "Connect to a server of such a version, or try it with -SkipVersionCheck of Connect-Authentik.";

    /// <summary>True when the book describes the server's version, so that its ranges decide.</summary>
    public bool IsKnownVersion =>
        !session.SkipVersionCheck && session.ServerVersion is { } version && session.Book.Classify(version) == VersionStanding.Known;

    /// <summary>False only when the book knows that the server's version is outside the range.</summary>
    public bool IsPossible(VersionRange range) => !IsKnownVersion || range.Contains(session.ServerVersion!);

    /// <summary>True only when the book knows that the server's version is in the range.</summary>
    public bool IsCertain(VersionRange range)
    {
        if (session.ServerVersion is not { } version)
        {
            return range.IsAll;
        }

        return session.Book.Classify(version) == VersionStanding.Newer ? range.IsOpen : range.Contains(version);
    }

    /// <summary>Refuses an operation that the server's version doesn't have, or a resource that it doesn't have.</summary>
    /// <exception cref="InputException">The server's version doesn't support it.</exception>
    public void Require(Resource resource, Operations operation)
    {
        if (IsKnownVersion && !resource.Versions.Contains(session.ServerVersion!))
        {
            throw new InputException(
                InputProblem.VersionMismatch,
                $"{operation}-Authentik{resource.Noun} isn't supported by authentik {session.ServerVersion}, which has no "
                    + $"{resource.Plural}. {DescribeNeed(resource.Versions)} {resource.Alternative ?? OtherServer}",
                resource.Title);
        }

        Require(resource.Title, resource.Versions);
        if (resource.Limits.TryGetValue(operation, out var limit))
        {
            Require($"{operation}-Authentik{resource.Noun}", limit);
        }
    }

    /// <summary>Refuses what the server's version doesn't support.</summary>
    /// <param name="what">A parameter, a value or a command, as people type it.</param>
    /// <param name="range">The versions that support it.</param>
    /// <param name="otherwise">What to do on other versions; null when there is nothing to say.</param>
    /// <exception cref="InputException">The server's version doesn't support it.</exception>
    public void Require(string what, VersionRange range, string? otherwise = null)
    {
        if (session.SkipVersionCheck || session.ServerVersion is not { } version)
        {
            return;
        }

        if (session.Book.Classify(version) == VersionStanding.Newer)
        {
            WarnIfEnded(what, range, version);
            return;
        }

        if (!range.Contains(version))
        {
            throw new InputException(
                InputProblem.VersionMismatch,
                $"{what} isn't supported by authentik {version}. {DescribeNeed(range)} {otherwise ?? Advise(what)}",
                what);
        }
    }

    private static string DescribeNeed(VersionRange range) =>
        range.IsOpen ? $"It requires {range.Describe()}." : $"Versions that support it: {range.Describe()}.";

    private static string Advise(string what) => what.StartsWith('-') ? Omission : OtherServer;

    private void WarnIfEnded(string what, VersionRange range, ServerVersion version)
    {
        if (!range.IsOpen)
        {
            log.Warning($"{what} was last supported by {range.Describe()}. authentik {version} may ignore or refuse it.");
        }
    }
}
