using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Roles: who has them. Groups hold the list, and on newer servers users too.</summary>
internal sealed class RoleRules(World world) : ResourceRules(world)
{
    private const string Roles = "roles";

    public override string Path => "/rbac/roles/";

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "groups" or "ak_groups" => Holders("/core/groups/", row).Any(group => values.Contains(group.IdText)),
        "group__name" => Holders("/core/groups/", row).Any(group => group.Text("name") == values[^1]),
        "users" => Holders("/core/users/", row).Any(user => values.Contains(user.IdText)),
        _ => null,
    };

    private IEnumerable<Row> Holders(string path, Row role) =>
        World.Catalog.AtPath(path) is { } holders ? World.Objects.Rows(holders).Where(holder => Memberships.Ids(holder.Values[Roles]).Contains(role.IdText)) : [];
}
