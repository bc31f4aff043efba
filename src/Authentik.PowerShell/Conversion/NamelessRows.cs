using System.Runtime.CompilerServices;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>
/// Rows that name no object. A parameter that refused one would leave all of its cells in PowerShell's error record, secrets too;
/// so the parameter gets a stand-in, and the command refuses that.
/// </summary>
internal static class NamelessRows
{
    private static readonly ConditionalWeakTable<Identity, string> Reasons = [];

    /// <summary>Makes a stand-in for a row. It goes by the title of what it should have named.</summary>
    public static Identity StandIn(Resource resource, string reason)
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
