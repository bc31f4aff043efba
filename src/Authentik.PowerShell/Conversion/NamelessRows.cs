using System.Runtime.CompilerServices;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>
/// Rows that identify no object. If a parameter refused one, PowerShell's error record would contain all of its cells, including
/// secrets. So the parameter gets a stand-in, and the command refuses it.
/// </summary>
internal static class NamelessRows
{
    private static readonly ConditionalWeakTable<Identity, string> Reasons = [];

    /// <summary>Creates a stand-in for a row. Its name is the title of the resource.</summary>
    public static Identity CreateStandIn(Resource resource, string reason)
    {
        var identity = resource.MakeIdentity(resource.Title);
        Reasons.Add(identity, reason);
        return identity;
    }

    /// <summary>Refuses a stand-in.</summary>
    /// <exception cref="InputException">It is one; the message says what is wrong with the row.</exception>
    public static void Refuse(Identity identity)
    {
        if (Reasons.TryGetValue(identity, out var reason))
        {
            throw new InputException(InputProblem.InvalidValue, reason);
        }
    }
}
