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
    public static string AddKey(string list, string key) => $"{list}{EscapeKey(key)}/";

    /// <summary>
    /// A key as one segment of a path. .NET resolves dots, escaped ones too, and servers decode a slash before they look for the
    /// operation, so that such a key would choose another one.
    /// </summary>
    /// <exception cref="InputException">It would be more or less than one segment.</exception>
    public static string EscapeKey(string key)
    {
        if (key is "" or "." or ".." || key.Contains('/', StringComparison.Ordinal))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"'{key}' can't be in the path of a URL without changing it, so no object has it as its name or id. Check it.",
                key);
        }

        TextFlaw.Require(key, $"'{key}'", key);
        return Uri.EscapeDataString(key);
    }
}
