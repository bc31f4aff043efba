using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.People;

/// <summary>Gives permissions to roles, on older servers to users too, and takes them away. They have no effect in the sandbox.</summary>
internal static class PermissionActions
{
    private const string Permissions = "permissions";
    private const string Model = "model";
    private const string ObjectKey = "object_pk";

    private static readonly HolderLists Roles =
        new("/rbac/roles/", "/rbac/permissions/assigned_by_roles/", "/rbac/permissions/roles/", "role_pk", "uuid");

    private static readonly HolderLists Users =
        new("/core/users/", "/rbac/permissions/assigned_by_users/", "/rbac/permissions/users/", "pk", "user_id");

    public static ListAction[] OfLists { get; } =
    [
        new("POST", Roles.Assigned + "{uuid}/assign/", (state, request) => Respond(state, request, Roles, Assign)),
        new("PATCH", Roles.Assigned + "{uuid}/unassign/", (state, request) => Respond(state, request, Roles, Unassign)),
        new("POST", Users.Assigned + "{id}/assign/", (state, request) => Respond(state, request, Users, Assign)),
        new("PATCH", Users.Assigned + "{id}/unassign/", (state, request) => Respond(state, request, Users, Unassign)),
    ];

    private static ApiResponse Respond(
        ServerState state, ApiRequest request, HolderLists lists, Func<HeldPermissions, Row?[], Row?, ApiResponse?> change)
    {
        var id = request.Path.Split('/')[^3];
        if (Stored.Find(state, lists.Holders, id) is not { } holder)
        {
            return Responses.Detail(404, $"No {state.Catalog.FindByPath(lists.Holders)!.Noun} matches the given query.");
        }

        ApiResponse Respond(Row?[] permissions, Row? target) =>
            change(new HeldPermissions(state, lists, holder), permissions, target) ?? Responses.Crash(request.Method);

        return ActionBody.Read(request, body =>
        {
            var names = body.RequireList(Permissions);
            var isOfObject = body.Values[Model] is not null;
            if (isOfObject != (body.Values[ObjectKey] is not null))
            {
                body.Reject(FieldErrors.General, "The fields model, object_pk must be used together.");
            }

            if (!isOfObject && names.Any(name => !name.Contains('.', StringComparison.Ordinal)))
            {
                body.Reject(Permissions, "When assigning global permissions, codename must be given as app_label.codename");
            }

            var model = body.Values[Model]?.ToString();
            var target = isOfObject ? FindObject(state, model!, body.Values[ObjectKey]!.ToString()) : null;
            return body.Rejection ?? Respond([.. names.Select(name => KnownPermissions.Find(state, name, model))], target);
        });
    }

    // An unknown permission crashes the server. For an object that doesn't exist, the permission becomes a global one.
    private static ApiResponse? Assign(HeldPermissions held, Row?[] permissions, Row? target) => permissions.Contains(null)
        ? null
        : Responses.Ok(new JsonArray([.. permissions.Select(one => new JsonObject { ["id"] = held.Add(one!, target) })]));

    private static ApiResponse? Unassign(HeldPermissions held, Row?[] permissions, Row? target)
    {
        foreach (var permission in permissions.OfType<Row>())
        {
            held.Remove(permission, target);
        }

        return Responses.NoContent();
    }

    private static Row? FindObject(ServerState state, string model, string id) => state.Catalog.Resources
        .Where(resource => state.Facts.FindModel(resource) == model)
        .Select(resource => state.Objects.Find(resource, id)).FirstOrDefault(row => row is not null);
}

/// <summary>The lists in which the permissions of a kind of holder are visible.</summary>
/// <param name="Holders">The path of the holders.</param>
/// <param name="Assigned">The path of the list by holder.</param>
/// <param name="OfObjects">The path of the list of permissions for single objects.</param>
/// <param name="Key">The field with the holder in the first list.</param>
/// <param name="ObjectKey">The value with the holder in the second list.</param>
internal sealed record HolderLists(string Holders, string Assigned, string OfObjects, string Key, string ObjectKey);

/// <summary>The permissions that exist. Those of models that the seeds don't know are created when somebody asks for them.</summary>
internal static class KnownPermissions
{
    private const string Path = "/rbac/permissions/";

    private static readonly string[] Verbs = ["add", "change", "delete", "view"];

    /// <summary>The permission with that name; null when there is none.</summary>
    /// <param name="state">The server's state.</param>
    /// <param name="name">Its name, such as <c>authentik_core.view_user</c>; with a model, the first part can be left out.</param>
    /// <param name="model">The model of the object; null for a global permission.</param>
    public static Row? Find(ServerState state, string name, string? model)
    {
        var app = name.Contains('.', StringComparison.Ordinal) ? name.Split('.')[0] : model?.Split('.')[0];
        var codename = name.Split('.')[^1];
        return Stored.FindAll(state, Path).FirstOrDefault(row => row.GetString("app_label") == app && row.GetString("codename") == codename)
            ?? Create(state, app, codename);
    }

    private static Row? Create(ServerState state, string? app, string codename)
    {
        var words = codename.Split('_', 2);
        var resource = words.Length == 2 && Verbs.Contains(words[0])
            ? state.Catalog.Resources.FirstOrDefault(one => state.Facts.FindModel(one) == $"{app}.{words[1]}")
            : null;
        return resource is null
            ? null
            : RowFactory.Add(state, state.Catalog.FindByPath(Path)!, Describe(resource, app!, words), state.Timestamp);
    }

    private static JsonObject Describe(Resource resource, string app, string[] words) => new()
    {
        ["codename"] = string.Join('_', words),
        ["name"] = $"Can {words[0]} {resource.Title}",
        ["model"] = words[1],
        ["app_label"] = app,
        ["app_label_verbose"] = app.Replace('_', ' '),
        ["model_verbose"] = resource.Title,
    };
}

/// <summary>The permissions of one role or user.</summary>
internal sealed class HeldPermissions(ServerState state, HolderLists lists, Row holder)
{
    private static readonly string[] Shown = ["id", "codename", "model", "app_label", "name"];

    // Older servers show only the permissions for single objects.
    private bool ShowsBoth => state.IsFrom(2025, 12);

    /// <summary>Adds a permission, and returns its id.</summary>
    public string Add(Row permission, Row? target)
    {
        Remove(permission, target);
        var shown = new JsonObject(Shown.Select(name => KeyValuePair.Create(name, permission.Values[name]?.DeepClone())));
        var id = target is null ? permission.IdString : AddToObject(permission, shown, target);
        GetList(target is not null).Add((JsonNode)shown);
        return id;
    }

    public void Remove(Row permission, Row? target)
    {
        var list = GetList(target is not null);
        foreach (var found in list.OfType<JsonObject>().Where(one => IsSame(one, permission, target)).ToList())
        {
            list.Remove(found);
        }

        if (target is not null)
        {
            Stored.FindAll(state, lists.OfObjects).Where(row => IsOfHolder(row) && IsSame(row.Values, permission, target)).ToList()
                .ForEach(state.Objects.Remove);
        }
    }

    private bool IsOfHolder(Row row) => row.Values[lists.ObjectKey]?.ToString() == holder.IdString;

    private static bool IsSame(JsonObject one, Row permission, Row? target) =>
        one["codename"].AsString() == permission.GetString("codename")
        && one["app_label"].AsString() == permission.GetString("app_label")
        && one["object_pk"]?.ToString() == target?.IdString;

    private string AddToObject(Row permission, JsonObject shown, Row target)
    {
        var values = (JsonObject)shown.DeepClone();
        values.Remove("id");
        values["object_pk"] = target.IdString;
        values["object_description"] = state.Describe(target, target.Resource);
        values["app_label_verbose"] = permission.Values["app_label_verbose"]?.DeepClone();
        values["model_verbose"] = permission.Values["model_verbose"]?.DeepClone();
        values[lists.ObjectKey] = holder.Id.DeepClone();
        var row = RowFactory.Add(state, state.Catalog.FindByPath(lists.OfObjects)!, values, state.Timestamp);
        shown["id"] = row.Id.DeepClone();
        shown["object_pk"] = target.IdString;
        return row.IdString;
    }

    private JsonArray GetList(bool isOfObject)
    {
        var row = Stored.FindBy(state, lists.Assigned, lists.Key, holder.IdString) ?? AddHolder();
        var name = ShowsBoth ? (isOfObject ? "object_permissions" : "model_permissions") : (isOfObject ? "permissions" : "$global");
        if (row.Values[name] is not JsonArray list)
        {
            row.Values[name] = list = [];
        }

        return list;
    }

    private Row AddHolder()
    {
        var values = new JsonObject(holder.Values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())))
        {
            [lists.Key] = holder.Id.DeepClone(),
        };
        return RowFactory.Add(state, state.Catalog.FindByPath(lists.Assigned)!, values, state.Timestamp);
    }
}
