using Authentik.Book;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Access;

/// <summary>
/// Who may do what. A superuser may do everything; anybody else sees the portal's applications and what belongs to them.
/// Permissions that are given to roles are not imitated.
/// </summary>
internal sealed class Permissions(World world, ApiCall call)
{
    private const string OwnerField = "user";
    private const string Always = "always";

    public static Answer Denied() => Answers.Forbidden("You do not have permission to perform this action.");

    public bool IsSuperuser => Memberships.IsSuperuser(world, call.User!);

    /// <summary>The refusal of what the route asks for; null when it is allowed as far as the kind of object goes.</summary>
    public Answer? Refusal(Route route)
    {
        if (IsSuperuser)
        {
            return null;
        }

        if (call.Method == "POST" && route.Key is null && world.Facts.IsForAnybody(route.Resource))
        {
            return null;
        }

        var isReading = call.Method is "GET" or "HEAD" or "OPTIONS";
        return isReading && (IsPortal(route) || IsOwned(route)) ? null : Denied();
    }

    /// <summary>True when the caller sees that object in what the resource shows. Some lists have nobody's objects but the caller's own.</summary>
    public bool Sees(Resource shownAs, Row row) => world.Facts.IsOwn(shownAs) == Always
        ? IsOwnersOf(row)
        : IsSuperuser || row.Resource.Path == "/core/applications/" || IsOwnersOf(row);

    private bool IsOwnersOf(Row row) => OwnerOf(row) == call.User!.IdText;

    private static string? OwnerOf(Row row) => Link.Read(row.Values[OwnerField]) is { } link ? link.Id : row.Values[OwnerField]?.ToString();

    private static bool IsPortal(Route route) => route.Resource.Path == "/core/applications/" && route.Action is null;

    private bool IsOwned(Route route) => world.Facts.IsOwn(route.Resource) is not null
        || (route.Resource.TryField(OwnerField, out var field) && field.RefersTo == "User" && !field.IsList);
}
