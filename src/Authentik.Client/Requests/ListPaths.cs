using Authentik.Book;

namespace Authentik.Requests;

/// <summary>Where a server lists a resource: at one path, or kind by kind where its version has no list of all kinds.</summary>
internal static class ListPaths
{
    /// <summary>The paths, in the order of the book.</summary>
    public static IReadOnlyList<string> Of(Resource resource, VersionGate gate)
    {
        if (resource.Kinds is not { } kinds || !gate.Decides || gate.Allows(kinds.Together))
        {
            return [resource.Path];
        }

        return [.. kinds.Kinds.Where(kind => gate.Allows(kind.Versions)).Select(kinds.PathOf)];
    }
}
