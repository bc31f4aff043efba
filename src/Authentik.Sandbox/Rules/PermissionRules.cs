using System.Text.Json.Nodes;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>What roles and users may do, as far as the seeds say: permissions decide nothing here.</summary>
internal sealed class PermissionRules(World world, string path) : ResourceRules(world)
{
    private static readonly string[] Lists = ["object_permissions", "model_permissions", "permissions"];

    public override string Path => path;

    /// <summary>The rules of all lists of permissions.</summary>
    public static IEnumerable<ResourceRules> All(World world) =>
    [
        new PermissionRules(world, "/rbac/permissions/"),
        new PermissionRules(world, "/rbac/permissions/assigned_by_roles/"),
        new PermissionRules(world, "/rbac/permissions/assigned_by_users/"),
    ];

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "role" => Holders("/rbac/permissions/assigned_by_roles/", "role_pk", values[^1]).Any(holder => Codes(holder).Contains(row.Text("codename"))),
        "user" => Holders("/rbac/permissions/assigned_by_users/", "pk", values[^1]).Any(holder => Codes(holder).Contains(row.Text("codename"))),
        "model" when row.Resource.Path != "/rbac/permissions/" => Models(row).Contains(values[^1]),
        "object_pk" => Permissions(row).Any(permission => permission["object_pk"]?.ToString() == values[^1]),
        _ => null,
    };

    private IEnumerable<Row> Holders(string list, string field, string id) =>
        World.Catalog.AtPath(list) is { } holders ? World.Objects.Rows(holders).Where(row => row.Values[field]?.ToString() == id) : [];

    private static IEnumerable<string?> Codes(Row holder) => Permissions(holder).Select(permission => permission["codename"]?.ToString());

    private static IEnumerable<string> Models(Row holder) => Permissions(holder).Select(permission => $"{permission["app_label"]}.{permission["model"]}");

    private static IEnumerable<JsonObject> Permissions(Row holder) =>
        Lists.SelectMany(list => holder.Values[list] as JsonArray ?? []).OfType<JsonObject>();
}
