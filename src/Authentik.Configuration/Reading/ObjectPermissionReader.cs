using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Configuration;

/// <summary>Reads permissions of roles for single objects. It follows <c>rbac_permissions_roles_list</c>.</summary>
internal static class ObjectPermissionReader
{
    private const string ModelName = "model";
    private const string IdName = "object_pk";

    /// <summary>Reads those of a role, with ids.</summary>
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

    /// <summary>The same with names. Those for objects that nobody can name, such as users, are left out.</summary>
    public static JsonArray Name(JsonNode read, NameIndex index, BookIndex book) => new(
    [
        .. read.AsArray().Select(one => Name(one!.AsObject(), index, book)).OfType<JsonObject>()
            .OrderBy(one => one.ToJsonString(PlainJson.Options), StringComparer.Ordinal),
    ]);

    private static JsonObject? Name(JsonObject one, NameIndex index, BookIndex book) =>
        book.TryFindModel(one[ModelName]!.ToString(), out var kind) && kind.IsConfiguration
            && index.FindName(kind, one[IdName]!.ToString()) is { } name
            ? new JsonObject
            {
                [RoleObjectPermissions.PermissionName] = one[RoleObjectPermissions.PermissionName]!.DeepClone(),
                [RoleObjectPermissions.Target.Name] = ReferenceForm.Write(RoleObjectPermissions.Target, kind, name),
            }
            : null;
}
