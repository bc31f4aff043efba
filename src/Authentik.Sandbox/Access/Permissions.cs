using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Access;

/// <summary>
/// What a caller can do. A superuser can do everything; all others see the applications of the portal and what belongs to them.
/// Permissions of roles aren't imitated.
/// </summary>
internal sealed class Permissions(ServerState state, ApiRequest request)
{
    private const string Applications = "/core/applications/";
    private const string OwnerField = "user";

    public bool IsSuperuser => Memberships.IsSuperuser(state, request.User!);

    /// <summary>The response that rejects the request; null when this kind of request is allowed.</summary>
    public ApiResponse? Check(Route route)
    {
        var isAllowed = IsSuperuser
            || (request.Method == "POST" && route.Key is null && state.Facts.CanAnyoneCreate(route.Resource))
            || (request.IsReading && (IsPortal(route) || HasOwners(route.Resource)));
        return isAllowed ? null : Responses.PermissionDenied();
    }

    /// <summary>True when the caller sees the object in a list of the resource. Some lists show only the caller's own objects.</summary>
    public bool CanSee(Resource resource, Row row) => state.Facts.FindOwnership(resource) == "always"
        ? IsOwner(row)
        : IsSuperuser || row.Resource.Path == Applications || IsOwner(row);

    private bool IsOwner(Row row)
    {
        var owner = row.Values[OwnerField];
        return (Link.Read(owner) is { } link ? link.Id : owner?.ToString()) == request.User!.IdString;
    }

    private static bool IsPortal(Route route) => route.Resource.Path == Applications && route.Action is null;

    private bool HasOwners(Resource resource) => state.Facts.FindOwnership(resource) is not null
        || (resource.TryFindField(OwnerField, out var field) && field.RefersTo == "User" && !field.IsList);
}
