using Authentik.Book;

namespace Authentik.Requests;

/// <summary>Refuses what the server's version does not take, before it is sent. On servers newer than the book it only warns.</summary>
internal sealed class VersionGate(Session session, ICallLog log)
{
    /// <summary>The session whose server it is about.</summary>
    public Session Session => session;

    /// <summary>True when the version is one that the book describes, so that its ranges decide.</summary>
    public bool Decides => !session.SkipVersionCheck && session.ServerVersion is { } version && session.Book.Knows(version) == VersionKnowledge.Known;

    /// <summary>True when the range holds on the server, or nobody can say that it does not.</summary>
    public bool Allows(VersionRange range) => !Decides || range.Contains(session.ServerVersion!);

    /// <summary>True when the range is known to hold on the server.</summary>
    public bool Holds(VersionRange range)
    {
        if (session.ServerVersion is not { } version)
        {
            return range.IsAll;
        }

        return session.Book.Knows(version) == VersionKnowledge.Newer ? range.IsOpen : range.Contains(version);
    }

    /// <summary>Refuses what the server's version cannot do with a resource, or a resource that it does not have.</summary>
    /// <exception cref="InputException">The server's version cannot do it.</exception>
    public void Check(Resource resource, Operations operation)
    {
        CheckPresence(resource);
        if (resource.Limits.TryGetValue(operation, out var limit))
        {
            Check($"{operation}-Authentik{resource.Noun}", limit);
        }
    }

    private void CheckPresence(Resource resource)
    {
        if (Decides && !resource.Versions.Contains(session.ServerVersion!))
        {
            throw new InputException(
                InputProblem.VersionMismatch,
                $"authentik {session.ServerVersion} has no {resource.Title}; the versions that have it are {resource.Versions.Describe()}.",
                resource.Title);
        }

        Check(resource.Title, resource.Versions);
    }

    /// <summary>Refuses a parameter outside its versions.</summary>
    /// <exception cref="InputException">The server's version does not take it.</exception>
    public void Check(string what, VersionRange range, string? otherwise = null)
    {
        if (session.SkipVersionCheck || session.ServerVersion is not { } version)
        {
            return;
        }

        if (session.Book.Knows(version) == VersionKnowledge.Newer)
        {
            WarnIfEnded(what, range, version);
            return;
        }

        if (!range.Contains(version))
        {
            var hint = otherwise is null ? string.Empty : $" {otherwise}";
            throw new InputException(
                InputProblem.VersionMismatch,
                $"{what} is not taken by authentik {version}; the versions that take it are {range.Describe()}.{hint}",
                what);
        }
    }

    private void WarnIfEnded(string what, VersionRange range, ServerVersion version)
    {
        if (!range.IsOpen)
        {
            log.Warning($"{what} was last known in {range.Describe()}; authentik {version} may ignore or refuse it.");
        }
    }
}
