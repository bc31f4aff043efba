using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Groups: their users are kept with the users, their children with the children.</summary>
internal sealed class GroupRules(World world) : ResourceRules(world)
{
    private const string Users = "users";

    public override string Path => "/core/groups/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        // Newer servers let a group stand above itself.
        if (change.Existing is { } row && change.Values["parent"]?.ToString() == row.IdText)
        {
            errors.Add("parent", "Cannot set group as parent of itself.");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && row.Values["num_pk"].AsNumber() is null or 0)
        {
            row.Values["num_pk"] = Random.Shared.Next(10000, 100000);
        }

        // Left out of a PUT, the list is emptied: one of the few fields that a PUT resets.
        if (change is not null && (change.Values.ContainsKey(Users) || change.Call.Method == "PUT"))
        {
            SetUsers(row, [.. change.Values[Users].AsTexts()]);
        }

        row.Values.Remove(Users);
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var isOwnList = !view.IsNested;
        (var isComputed, value) = field switch
        {
            Users => (true, new JsonArray([.. Memberships.UsersOf(World, row).Select(user => user.Id.DeepClone())])),
            "users_obj" => isOwnList && !view.Includes("include_users", true) ? (true, null) : (true, ShowUsers(row, view)),
            "children" => (true, Children(row).Select(child => child.IdText).ToJson()),
            "parents_obj" => (isOwnList && !view.Includes("include_parents", false), null),
            "children_obj" => (isOwnList && !view.Includes("include_children", false), null),
            "inherited_roles_obj" => (isOwnList && !view.Includes("include_inherited_roles", false), null),
            "parent_name" => (true, ParentName(row)),
            _ => (false, (JsonNode?)null),
        };
        return isComputed;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "members_by_pk" => Memberships.UsersOf(World, row).Any(user => values.Contains(user.IdText)),
        "members_by_username" => Memberships.UsersOf(World, row).Any(user => values.Contains(user.Text("username"))),
        _ => null,
    };

    private JsonNode ShowUsers(Row row, View view)
    {
        var shape = view.As.TryField("users_obj", out var field) ? field.Shape : null;
        var presenter = new Presenter(World);
        var inside = view with { As = World.Catalog.Find("User")!, IsNested = true };
        return new JsonArray([.. Memberships.UsersOf(World, row).Select(user => shape is null ? new JsonObject() : presenter.ShowAs(user, shape, inside))]);
    }

    private IEnumerable<Row> Children(Row row) =>
        World.Objects.Rows(row.Resource).Where(other => other.Values["parents"].AsTexts().Contains(row.IdText));

    private JsonNode? ParentName(Row row) =>
        row.Values["parent"] is { } parent ? World.Objects.Find(row.Resource, parent.ToString())?.Text("name") : null;

    private void SetUsers(Row group, HashSet<string> members)
    {
        foreach (var user in World.Objects.Rows(World.Catalog.Find("User")!))
        {
            var groups = user.Values["groups"].AsTexts().Where(id => id != group.IdText);
            user.Values["groups"] = (members.Contains(user.IdText) ? groups.Append(group.IdText) : groups).ToJson();
        }
    }
}
