using System.Globalization;
using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// Tokens. A write without the user gives the token to the caller, and a write without the intent makes it an API token. The
/// sandbox imitates this trap so that a client can be tested against it.
/// </summary>
internal sealed class TokenRules(ServerState state) : ResourceRules(state)
{
    private const string User = "user";
    private const string Intent = "intent";
    private const string LifetimeAttribute = "goauthentik.io/user/token-maximum-lifetime";

    private static readonly TimeSpan UsualLifetime = TimeSpan.FromMinutes(30);

    public override string Path => "/core/tokens/";

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (change.Existing is { } row && change.Values[User] is { } user && user.ToString() != row.Values[User]?.ToString())
        {
            errors.Add(User, "User cannot be changed");
        }

        if (change.Values[Intent]?.ToString() == UserTokens.AppPassword && change.Values["expires"].AsTimestamp() is { } expires)
        {
            CheckLifetime(change, expires, errors);
        }

        return null;
    }

    // A user, or a group of theirs, can have an attribute with another limit. Nothing limits a password without an end.
    private void CheckLifetime(Change change, DateTimeOffset expires, FieldErrors errors)
    {
        var owner = FindOwner(change);
        var holders = owner is null ? [] : Memberships.FindAllGroups(State, owner).Append(owner);
        var attribute = holders.Select(holder => holder.Values["attributes"]?[LifetimeAttribute]?.ToString())
            .LastOrDefault(text => text is not null);
        var last = State.Now + (Duration.TryParse(attribute, out var longest) ? longest.TimeSpan : FindLifetime());
        if (expires > last)
        {
            var end = last.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);
            errors.Add("expires", $"Token expires exceeds maximum lifetime ({end} UTC).");
        }
    }

    private Row? FindOwner(Change change) =>
        change.Values[User] is { } id && State.Catalog.FindByPath("/core/users/") is { } users
            ? State.Objects.Find(users, id.ToString())
            : change.Request.User;

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (change?.Request.User is not { } caller)
        {
            return;
        }

        if (isNew)
        {
            row.Values[UserTokens.KeyField] = Defaults.CreateRandom(UserTokens.KeyLength);
            row.Values[UserTokens.CreatorField] = caller.Id.DeepClone();
        }

        // The token of a caller who isn't a superuser is always their own.
        var owner = Memberships.IsSuperuser(State, caller) ? change.Values[User] : null;
        row.Values[User] = owner?.DeepClone() ?? caller.Id.DeepClone();
        row.Values[Intent] = change.Values[Intent]?.DeepClone() ?? UserTokens.Api;

        // The server ignores the expiry that is sent for an API token.
        if (row.GetString(Intent) == UserTokens.Api || row.Values["expires"] is null)
        {
            row.Values["expires"] = JsonValues.FormatTimestamp(State.Now + FindLifetime());
        }
    }

    private TimeSpan FindLifetime() =>
        Duration.TryParse(State.Settings?["default_token_duration"]?.ToString(), out var set) ? set.TimeSpan : UsualLifetime;
}

/// <summary>The tokens of OAuth2 clients.</summary>
internal sealed class ClientTokenRules(ServerState state, string path) : ResourceRules(state)
{
    public override string Path => path;

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field == "is_expired" ? row.Values["expires"].AsTimestamp() <= State.Now : null;
        return field == "is_expired";
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter is "provider" or "user" ? Link.Read(row.Values[filter])?.Id == values[^1] : null;
}

/// <summary>Roles: filters for those that have a role. Groups store their roles, and on newer servers users too.</summary>
internal sealed class RoleRules(ServerState state) : ResourceRules(state)
{
    private const string Roles = "roles";

    public override string Path => "/rbac/roles/";

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "groups" or "ak_groups" => FindHolders("/core/groups/", row).Any(group => values.Contains(group.IdString)),
        "group__name" => FindHolders("/core/groups/", row).Any(group => group.GetString("name") == values[^1]),
        "users" => FindHolders("/core/users/", row).Any(user => values.Contains(user.IdString)),
        _ => null,
    };

    private IEnumerable<Row> FindHolders(string path, Row role) =>
        State.Catalog.FindByPath(path) is { } holders
            ? State.Objects.FindAll(holders).Where(holder => holder.Values[Roles].AsStrings().Contains(role.IdString))
            : [];
}

/// <summary>Permissions of roles and users, as in the seeds: in the sandbox they have no effect.</summary>
internal sealed class PermissionRules(ServerState state, string path) : ResourceRules(state)
{
    private static readonly string[] Lists = ["object_permissions", "model_permissions", "permissions"];

    // Those for all objects. Older servers don't show them with the role or user.
    private static readonly string[] GlobalLists = ["model_permissions", "$global"];

    public override string Path => path;

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "role" => IsHeld(row, FindHolders("/rbac/permissions/assigned_by_roles/", "role_pk", values[^1])),
        "user" => IsHeld(row, FindHolders("/rbac/permissions/assigned_by_users/", "pk", values[^1])),
        "model" when row.Resource.Path != "/rbac/permissions/" => GetModels(row).Contains(values[^1]),
        "object_pk" => GetPermissions(row, Lists).Any(permission => permission["object_pk"]?.ToString() == values[^1]),
        _ => null,
    };

    private static bool IsHeld(Row permission, IEnumerable<Row> holders) =>
        holders.Any(holder => GetCodenames(holder).Contains(permission.GetString("codename")));

    private IEnumerable<Row> FindHolders(string list, string field, string id) => State.Catalog.FindByPath(list) is { } holders
        ? State.Objects.FindAll(holders).Where(row => row.Values[field]?.ToString() == id)
        : [];

    private static IEnumerable<string?> GetCodenames(Row holder) =>
        GetPermissions(holder, GlobalLists).Select(permission => permission["codename"]?.ToString());

    private static IEnumerable<string> GetModels(Row holder) =>
        GetPermissions(holder, Lists).Select(permission => $"{permission["app_label"]}.{permission["model"]}");

    private static IEnumerable<JsonObject> GetPermissions(Row holder, string[] lists) =>
        lists.SelectMany(list => holder.Values[list] as JsonArray ?? []).OfType<JsonObject>();
}
