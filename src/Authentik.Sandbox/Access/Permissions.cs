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

    public static Answer Denied() => Answers.Forbidden("You do not have permission to perform this action.");

    public bool IsSuperuser => Memberships.IsSuperuser(world, call.User!);

    /// <summary>The refusal of what the route asks for; null when it is allowed as far as the kind of object goes.</summary>
    public Answer? Refusal(Route route)
    {
        if (IsSuperuser)
        {
            return null;
        }

        var isReading = call.Method is "GET" or "HEAD" or "OPTIONS";
        return isReading && (IsPortal(route) || IsOwned(route)) ? null : Denied();
    }

    /// <summary>True when the caller sees that object.</summary>
    public bool Sees(Row row) =>
        IsSuperuser || row.Resource.Path == "/core/applications/" || row.Values[OwnerField]?.ToString() == call.User!.IdText;

    private static bool IsPortal(Route route) => route.Resource.Path == "/core/applications/" && route.Action is null;

    private static bool IsOwned(Route route) =>
        route.Resource.TryField(OwnerField, out var field) && field.RefersTo == "User" && !field.IsList;
}
