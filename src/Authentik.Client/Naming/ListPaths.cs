using Authentik.Book;
using Authentik.Sessions;

namespace Authentik.Naming;

/// <summary>The paths of lists and of the objects in them, below the API's root.</summary>
internal static class ListPaths
{
    /// <summary>Where a server lists a resource: at one path, or kind by kind where its version has no list of all kinds.</summary>
    public static IReadOnlyList<string> FindAll(Resource resource, VersionGate gate)
    {
        if (resource.Routing is not { } kinds || gate.IsPossible(kinds.Together))
        {
            return [resource.Path];
        }

        return [.. kinds.Kinds.Where(kind => gate.IsPossible(kind.Versions)).Select(kinds.GetPath)];
    }

    /// <summary>The path of one object. Every path ends in a slash, or authentik doesn't know it.</summary>
    public static string AddKey(string list, string key) => $"{list}{Uri.EscapeDataString(key)}/";
}
