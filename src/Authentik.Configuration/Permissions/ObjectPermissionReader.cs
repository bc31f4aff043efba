using System.Text.Json.Nodes;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Configuration;

/// <summary>Reads permissions of roles for single objects, with ids. It follows <c>rbac_permissions_roles_list</c>.</summary>
internal static class ObjectPermissionReader
{
    /// <summary>The part with the model of the object.</summary>
    public const string ModelName = "model";

    /// <summary>The part with the id of the object.</summary>
    public const string IdName = "object_pk";

    /// <summary>Reads those of a role.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task<JsonNode> ReadAsync(ApiClient api, AuthentikObject role, CancellationToken cancellation)
    {
        var query = new ListQuery(Resources.RoleObjectPermission);
        query.Add(Resources.RoleObjectPermission.GetFilter("uuid"), Resources.Role.MakeIdentity(role));
        var held = await new ResourceClient(api, Resources.RoleObjectPermission).Lister.ReadAllAsync(query, cancellation);
        return new JsonArray([.. held.Cast<RoleObjectPermission>().Select(one => new JsonObject
        {
            [RoleObjectPermissions.PermissionName] = $"{one.AppLabel}.{one.Codename}",
            [ModelName] = $"{one.AppLabel}.{one.Model}",
            [IdName] = one.ObjectPk,
        })]);
    }
}
