using System.Text.Json;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Parsing;
using Authentik.Values;

namespace Authentik.Configuration;

/// <summary>
/// The permissions for all objects that the caller has, as far as authentik lets the caller know them. It has no list of them for a user:
/// they are those of the user's roles.
/// </summary>
internal sealed class OwnPermissions(ApiClient api)
{
    private readonly ResourceClient groups = new(api, Resources.Group);

    /// <summary>Reads them, each as <c>authentik_core.view_user</c>. Those that the caller can't view are missing.</summary>
    /// <exception cref="ApiException">The server failed, or no response arrived.</exception>
    public async Task<IReadOnlySet<string>> ReadAsync(CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in await ReadOrSkipAsync(() => ReadRolesAsync(cancellation)))
        {
            var identity = Resources.Role.MakeIdentity(role, isId: true);
            names.UnionWith(await ReadOrSkipAsync(() => RolePermissions.ReadAsync(api, "role", identity, cancellation)));
        }

        // Users have permissions of their own up to 2025.10. A server without this filter ignores it, and returns all permissions.
        if (api.Call.Gate.IsCertain(Resources.UserObjectPermission.Versions))
        {
            var own = Resources.User.MakeIdentity(api.Session.UserId!, isId: true);
            names.UnionWith(await ReadOrSkipAsync(() => RolePermissions.ReadAsync(api, "user", own, cancellation)));
        }

        return names;
    }

    private static async Task<IEnumerable<T>> ReadOrSkipAsync<T>(Func<Task<IReadOnlyList<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (ApiException hidden) when (hidden.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotFound)
        {
            return [];
        }
    }

    // From 2025.12 on, users see their own roles, those of their groups and of the groups above included.
    private async Task<IReadOnlyList<Guid>> ReadRolesAsync(CancellationToken cancellation)
    {
        using var response = await api.GetAsync("/core/users/me/", [], cancellation);
        return JsonMember.Find(response.Json.GetProperty("user"), "roles") is { ValueKind: JsonValueKind.Array } roles
            ? [.. roles.EnumerateArray().Select(role => Guid.Parse(JsonMember.ReadString(role, "pk")!))]
            : await ReadGroupRolesAsync(cancellation);
    }

    // On older servers, only the groups that a user is in give roles, and not those above.
    private async Task<IReadOnlyList<Guid>> ReadGroupRolesAsync(CancellationToken cancellation)
    {
        var query = new ListQuery(Resources.Group);
        query.Add(Resources.Group.GetFilter("members_by_pk"), new[] { Resources.User.MakeIdentity(api.Session.UserId!, isId: true) });
        var joined = await groups.Lister.ReadAllAsync(query, cancellation);
        return [.. joined.SelectMany(group => group.ValueOf("roles") as IReadOnlyList<Guid> ?? []).Distinct()];
    }
}
