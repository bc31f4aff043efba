using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.People;

/// <summary>Accounts for programs, and the paths of users.</summary>
internal static class ServiceAccountActions
{
    private const string Name = "name";

    private static readonly string[] Searched = ["username", "name", "email"];
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(360);

    public static ListAction[] OfLists { get; } =
    [
        new("POST", "/core/users/service_account/", Create),
        new("GET", "/core/users/paths/", ListPaths),
    ];

    // The search is that of the list of users, so it looks at everything but the path.
    private static ApiResponse ListPaths(ServerState state, ApiRequest request)
    {
        var search = request.FindValue("search") ?? string.Empty;
        var paths = Stored.FindAll(state, "/core/users/")
            .Where(user => Searched.Any(field => user.GetString(field)?.Contains(search, StringComparison.OrdinalIgnoreCase) == true))
            .Select(user => user.GetString("path") ?? string.Empty).Distinct().Order(StringComparer.Ordinal);
        return Responses.Ok(new JsonObject { ["paths"] = paths.ToJson() });
    }

    private static ApiResponse Create(ServerState state, ApiRequest request) => ActionBody.Read(request, body =>
    {
        var name = body.RequireText(Name);
        var (withGroup, expiring) = (body.ReadFlag("create_group", false), body.ReadFlag("expiring", true));
        return body.Rejection ?? RejectExisting(state, name, withGroup) ?? Create(state, request, body, (name, withGroup, expiring));
    });

    // Older servers show the text of the database.
    private static ApiResponse? RejectExisting(ServerState state, string name, bool withGroup)
    {
        var isUsed = UserAccounts.FindByName(state, name) is not null;
        if (!isUsed && !(withGroup && Stored.FindBy(state, "/core/groups/", Name, name) is not null))
        {
            return null;
        }

        var (table, column) = isUsed ? ("authentik_core_user_username_key", "username") : ("authentik_core_group_name_key", Name);
        var text = $"duplicate key value violates unique constraint \"{table}\"\nDETAIL:  Key ({column})=({name}) already exists.";
        return Responses.BadRequest(state.IsFrom(2025, 10)
            ? new JsonObject { [Name] = new JsonArray("This field must be unique.") }
            : new JsonObject { [FieldErrors.General] = new JsonArray(text) });
    }

    private static ApiResponse Create(
        ServerState state, ApiRequest request, ActionBody body, (string Name, bool WithGroup, bool Expiring) wanted)
    {
        var user = Add(state, "/core/users/", new JsonObject
        {
            ["username"] = wanted.Name,
            [Name] = wanted.Name,
            ["type"] = "service_account",
            ["path"] = "goauthentik.io/service-accounts",
            ["attributes"] = new JsonObject { ["goauthentik.io/user/token-expires"] = wanted.Expiring },
        });
        var response = new JsonObject
        {
            ["username"] = wanted.Name,
            ["user_uid"] = user.Values["uid"]?.DeepClone(),
            ["user_pk"] = user.Id.DeepClone(),
        };
        if (wanted.WithGroup)
        {
            var group = Add(state, "/core/groups/", new JsonObject { [Name] = wanted.Name });
            user.Values["groups"] = new JsonArray(group.IdString);
            response["group_pk"] = group.IdString;
        }

        response["token"] = AddToken(state, request, user, body.Values["expires"].AsTimestamp(), wanted.Expiring);
        return Responses.Ok(response);
    }

    // An app password, which isn't valid for the API.
    private static string AddToken(ServerState state, ApiRequest request, Row user, DateTimeOffset? expires, bool expiring)
    {
        var key = Defaults.CreateRandom(UserTokens.KeyLength);
        var token = Add(state, "/core/tokens/", new JsonObject
        {
            ["identifier"] = $"service-account-{user.GetString("username")}-password",
            ["intent"] = UserTokens.AppPassword,
            ["user"] = user.Id.DeepClone(),
            ["expiring"] = expiring,
            ["expires"] = JsonValues.FormatTimestamp(expires ?? state.Now + Lifetime),
            [UserTokens.KeyField] = key,
            [UserTokens.CreatorField] = request.User!.Id.DeepClone(),
        });
        AuditLog.RecordChange(state, request, token, isNew: true, [UserTokens.KeyField]);
        return key;
    }

    private static Row Add(ServerState state, string path, JsonObject values) =>
        RowFactory.Add(state, state.Catalog.FindByPath(path)!, values, state.Timestamp);
}
