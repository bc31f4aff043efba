using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Applications;

/// <summary>Whether a user can open an application, by the bindings of users and groups.</summary>
internal static class AccessActions
{
    private const string UserOption = "for_user";

    public static ObjectAction[] OfObjects { get; } =
    [
        new("/core/applications/", "check_access", CheckAccess),
    ];

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

        return Decide(state, application, user) is { } passes ? Responses.Ok(ShowResult(passes)) : RejectPolicies();
    }

    private static ApiResponse RejectPolicies() => Responses.NotModelled("policies that decide about access");

    private static JsonObject ShowResult(bool passes) => new()
    {
        ["passing"] = passes,
        ["messages"] = new JsonArray(),
        ["log_messages"] = new JsonArray(),
    };

    // Null when a policy decides. Without any binding, everyone passes.
    private static bool? Decide(ServerState state, Row application, Row user)
    {
        var bindings = Stored.FindAll(state, "/policies/bindings/")
            .Where(row => row.Values["target"]?.ToString() == application.IdString && row.Values["enabled"].AsBoolean() != false).ToList();
        if (bindings.Exists(row => row.Values["policy"] is not null))
        {
            return null;
        }

        var results = bindings.ConvertAll(row => Passes(state, row, user) != (row.Values["negate"].AsBoolean() == true));
        var needsAll = application.GetString("policy_engine_mode") == "all";
        return results.Count == 0 || (needsAll ? results.TrueForAll(one => one) : results.Contains(true));
    }

    private static bool Passes(ServerState state, Row binding, Row user) =>
        binding.Values["user"]?.ToString() == user.IdString
        || (binding.Values["group"]?.ToString() is { } group && Memberships.FindAllGroups(state, user).Any(one => one.IdString == group));
}
