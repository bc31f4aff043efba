using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Policies;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Applications;

/// <summary>Whether a user can open an application, by what is bound to it.</summary>
internal static class AccessActions
{
    private const string Applications = "/core/applications/";
    private const string UserOption = "for_user";

    public static ObjectAction[] OfObjects { get; } =
    [
        new(Applications, "check_access", CheckAccess),
    ];

    public static ListAction[] OfLists { get; } =
    [
        new("GET", "/outposts/ldap/{id}/check_access/", CheckDirectoryAccess) { Caller = Caller.User },
    ];

    /// <summary>
    /// Which applications of a page are shown if the list is asked what a user can open, or the response that rejects the question. The
    /// server checks access after it has cut the page. Only superusers can ask about others.
    /// </summary>
    public static (Func<Row, bool>? IsOnPage, ApiResponse? Rejection) FindPageFilter(
        ServerState state, ApiRequest request, Resource resource)
    {
        var isWhole = request.FindValue("superuser_full_list") == "true";
        if (isWhole || resource.Path != Applications || request.FindValue(UserOption) is not { } id)
        {
            return (null, null);
        }

        if (!int.TryParse(id, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        {
            return (null, Responses.BadRequest(new JsonArray("Invalid input.")));
        }

        return Stored.Find(state, "/core/users/", id) is { } user && Memberships.IsSuperuser(state, request.User!)
            ? (row => new AccessCheck(state, user).Decide(row).Passes, null)
            : (null, Responses.BadRequest(new JsonObject { [UserOption] = "User not found" }));
    }

    private static ApiResponse CheckAccess(ServerState state, ApiRequest request, Row application)
    {
        var user = request.User!;
        if (request.FindValue(UserOption) is { } id)
        {
            var isNumber = int.TryParse(id, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
            if (Stored.Find(state, "/core/users/", id) is not { } other)
            {
                return Responses.BadRequest(new JsonObject { [UserOption] = isNumber ? "User not found" : "for_user must be numerical" });
            }

            user = other;
        }

        return Responses.Ok(new AccessCheck(state, user).Decide(application).Show());
    }

    // The outpost asks as the user who signs in. It isn't told why.
    private static ApiResponse CheckDirectoryAccess(ServerState state, ApiRequest request)
    {
        if (Stored.Find(state, "/providers/ldap/", request.Path.Split('/')[^3]) is null)
        {
            return Responses.Detail(404, "No LDAPProvider matches the given query.");
        }

        var slug = request.FindValue("app_slug") ?? throw new ServerCrashException();
        if (Stored.FindBy(state, Applications, "slug", slug) is not { } application)
        {
            return Responses.Detail(404, "No Application matches the given query.");
        }

        var verdict = new AccessCheck(state, request.User!).Decide(application);
        return Responses.Ok(new JsonObject
        {
            ["has_search_permission"] = Memberships.IsSuperuser(state, request.User!),
            ["access"] = new Verdict(verdict.Passes).Show(),
        });
    }
}
