using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>Turns permissions for single objects with ids into those with names.</summary>
/// <param name="book">The resources that there are.</param>
/// <param name="index">The names of the objects.</param>
/// <param name="isPartial">True for a kind of which the caller may not view all objects.</param>
internal sealed class ObjectPermissionNames(BookIndex book, NameIndex index, Func<Resource, bool> isPartial)
{
    /// <summary>
    /// The permissions, in their order. Those for objects that aren't configuration, such as users, are left out, and so are those for
    /// objects that no longer exist, which authentik keeps. Null if some can be for objects that the caller can't view: a list without
    /// them would revoke them.
    /// </summary>
    public JsonArray? Find(JsonArray read)
    {
        var named = new List<JsonObject>();
        foreach (var one in read.OfType<JsonObject>())
        {
            if (!book.TryFindModel(one[ObjectPermissionReader.ModelName]!.ToString(), out var kind) || !kind.IsConfiguration)
            {
                continue;
            }

            if (index.FindName(kind, one[ObjectPermissionReader.IdName]!.ToString()) is { } name)
            {
                named.Add(RoleObjectPermissions.Write(one[RoleObjectPermissions.PermissionName]!.ToString(), kind, name));
            }
            else if (isPartial(kind))
            {
                return null;
            }
        }

        return new JsonArray([.. named.OrderBy(one => one.ToJsonString(PlainJson.Options), StringComparer.Ordinal)]);
    }
}
