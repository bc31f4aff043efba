using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Configuration;

/// <summary>
/// The permissions of a role for all objects, as a field of it: the API has them in lists of their own. Those for single objects are
/// another one: see <see cref="RoleObjectPermissions"/>. It follows <c>rbac_permissions_list</c>,
/// <c>rbac_permissions_assigned_by_roles_assign</c> and its counterpart.
/// </summary>
internal static class RolePermissions
{
    /// <summary>The field: an app and a codename each, such as <c>authentik_core.view_user</c>, in any order.</summary>
    public static Field Field { get; } = new()
    {
        Name = "permissions",
        Property = "Permissions",
        Parameter = "Permission",
        Type = FieldType.Enum,
        IsList = true,
        Writable = VersionRange.All,
    };

    /// <summary>Reads the permissions of a role for all objects; up to 2025.10 also those of a user.</summary>
    /// <param name="api">The server.</param>
    /// <param name="filter">The filter of the list for the holder: role or user.</param>
    /// <param name="holder">The role or the user.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        ApiClient api, string filter, Identity holder, CancellationToken cancellation)
    {
        var query = new ListQuery(Resources.Permission);
        query.Add(Resources.Permission.GetFilter(filter), holder);
        var held = await new ResourceClient(api, Resources.Permission).Lister.ReadAllAsync(query, cancellation);
        var names = held.Cast<Permission>().Select(one => $"{one.AppLabel}.{one.Codename}");
        return [.. names.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Grants and revokes what makes the permissions of a role the wanted ones.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task SetAsync(
        ApiClient api, AuthentikObject role, JsonNode? wanted, JsonNode? existing, CancellationToken cancellation)
    {
        var (names, known) = (ReadNames(wanted), ReadNames(existing));
        await SendAsync(api, role, HttpMethod.Post, "assign", names.Except(known), cancellation);
        await SendAsync(api, role, HttpMethod.Patch, "unassign", known.Except(names), cancellation);
    }

    private static async Task SendAsync(
        ApiClient api, AuthentikObject role, HttpMethod method, string action, IEnumerable<string> names, CancellationToken cancellation)
    {
        var list = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        if (list.Count > 0)
        {
            var path = ListPaths.AddKey("/rbac/permissions/assigned_by_roles/", IdentityIds.Write(role.FindId(role.Resource!)!));
            using var response = await api.WriteAsync(
                method, $"{path}{action}/", new JsonObject { ["permissions"] = list }, cancellation);
        }
    }

    private static HashSet<string> ReadNames(JsonNode? value) => [.. (value as JsonArray ?? []).Select(name => name!.ToString())];
}
