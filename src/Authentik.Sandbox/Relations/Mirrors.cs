using Authentik.Book;

namespace Authentik.Sandboxing.Relations;

/// <summary>
/// Lists that show from the other side what another resource holds: a group's users are the users who have the group in their
/// list. They are not stored.
/// </summary>
internal static class Mirrors
{
    private static readonly HashSet<(string Path, string Field)> Known =
    [
        ("/core/groups/", "users"),
        ("/core/groups/", "children"),
    ];

    public static bool IsMirror(Resource resource, Field field) => Known.Contains((resource.Path, field.Name));
}
