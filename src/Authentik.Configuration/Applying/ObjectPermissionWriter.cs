using System.Text.Json.Nodes;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Configuration;

/// <summary>
/// Grants and revokes permissions of roles for single objects. It follows <c>rbac_permissions_assigned_by_roles_assign</c> and its
/// counterpart.
/// </summary>
internal static class ObjectPermissionWriter
{
    /// <summary>Grants and revokes what makes the permissions of a role the wanted ones.</summary>
    /// <exception cref="InputException">An object no longer exists.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task SetAsync(
        ApiClient api, KnownObjects known, AuthentikObject role, JsonNode? wanted, JsonNode? existing, CancellationToken cancellation)
    {
        foreach (var entry in Subtract(wanted, existing))
        {
            await SendAsync(api, known, role, HttpMethod.Post, "assign", entry, cancellation);
        }

        foreach (var entry in Subtract(existing, wanted))
        {
            await SendAsync(api, known, role, HttpMethod.Patch, "unassign", entry, cancellation);
        }
    }

    // authentik doesn't check the id: for one that no object has, it would grant or revoke the permission for all objects.
    private static async Task SendAsync(
        ApiClient api,
        KnownObjects known,
        AuthentikObject role,
        HttpMethod method,
        string action,
        JsonObject entry,
        CancellationToken cancellation)
    {
        var target = await known.FindAsync(RoleObjectPermissions.Target, entry[RoleObjectPermissions.Target.Name]!, cancellation);
        var kind = target.Resource!;
        var id = IdentityIds.Write(target.FindId(kind)!);
        if (await known.Of(kind).Reader.TryGetAsync(kind.MakeIdentity(id, isId: true), cancellation) is null)
        {
            throw new InputException(
                InputProblem.NotFound,
                $"The {kind.Title} '{target}' no longer exists, so {entry[RoleObjectPermissions.PermissionName]} wasn't changed.",
                id);
        }

        var path = ListPaths.AddKey("/rbac/permissions/assigned_by_roles/", IdentityIds.Write(role.FindId(role.Resource!)!));
        var body = new JsonObject
        {
            ["permissions"] = new JsonArray(entry[RoleObjectPermissions.PermissionName]!.DeepClone()),
            ["model"] = kind.ModelName,
            ["object_pk"] = id,
        };
        using var response = await api.WriteAsync(method, $"{path}{action}/", body, cancellation);
    }

    private static IEnumerable<JsonObject> Subtract(JsonNode? value, JsonNode? other)
    {
        var known = RoleObjectPermissions.ListEntries(other).Select(one => one.ToJsonString()).ToHashSet(StringComparer.Ordinal);
        return RoleObjectPermissions.ListEntries(value).Where(one => known.Add(one.ToJsonString()));
    }
}
