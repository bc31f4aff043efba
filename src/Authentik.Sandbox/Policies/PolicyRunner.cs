using Authentik.Sandboxing.Expressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Policies;

/// <summary>Runs policies that need no Python, no network and nothing that the sandbox doesn't keep.</summary>
internal sealed class PolicyRunner(ServerState state, Row user, JsonObject context)
{
    private const string Event = "event";

    private static readonly string[] Matched = ["action", "client_ip", "app", "model"];

    // Requests to the sandbox have no address of their own.
    private const string CallerAddress = "127.0.0.1";

    /// <summary>What a policy says.</summary>
    /// <exception cref="NotModelledException">The sandbox can't run this policy.</exception>
    /// <exception cref="ServerCrashException">A real server crashes.</exception>
    public Verdict Run(Row policy) => policy.Resource.Path switch
    {
        "/policies/dummy/" => RunDummy(policy),
        "/policies/event_matcher/" => MatchEvent(policy),
        "/policies/expression/" => RunExpression(policy),
        "/policies/geoip/" => new GeoIpPolicy(state, user, context).Run(policy),
        "/policies/password/" => new PasswordPolicy(state, context).Run(policy),
        "/policies/password_expiry/" => CheckAge(policy),
        "/policies/reputation/" => CheckReputation(policy),
        _ => throw new NotModelledException("policies of this kind"),
    };

    // A real server waits, for a random time.
    private Verdict RunDummy(Row policy)
    {
        var (least, most) = (policy.Values["wait_min"].AsNumber() ?? 0, policy.Values["wait_max"].AsNumber() ?? 0);
        if (least >= most)
        {
            throw new ServerCrashException();
        }

        var attributes = new JsonObject
        {
            ["policy"] = new JsonObject
            {
                ["app"] = "authentik_policies_dummy",
                ["model_name"] = "dummypolicy",
                ["pk"] = policy.IdString.Replace("-", string.Empty, StringComparison.Ordinal),
                ["name"] = policy.GetString("name"),
            },
            ["delay"] = least,
        };
        return new Verdict(policy.Values["result"].AsBoolean() == true, "dummy")
        {
            Logs = [ServerLog.Create(state, "info", "authentik.policies.dummy.models", "Policy waiting", attributes)],
        };
    }

    // Outside of notifications there is no event; what a caller sends in its place isn't one.
    private Verdict MatchEvent(Row policy) =>
        !context.ContainsKey(Event) ? new Verdict(false)
        : Array.Exists(Matched, field => policy.Values[field] is not null) ? throw new ServerCrashException()
        : new Verdict(true);

    private Verdict RunExpression(Row policy)
    {
        var code = policy.GetString("expression");
        var value = PythonCode.Evaluate(code, NameScope.Empty);
        if (value is not null)
        {
            return new Verdict(PythonText.IsTrue(value));
        }

        var attributes = new JsonObject { ["src"] = code, ["policy"] = policy.GetString("name") };
        const string Text = "Expression policy returned None";
        return new Verdict(false)
        {
            Logs = [ServerLog.Create(state, "warning", "authentik.policies.expression.evaluator", Text, attributes)],
        };
    }

    private Verdict CheckAge(Row policy)
    {
        var changed = user.Values["password_change_date"].AsTimestamp() ?? state.Now;
        var days = (int)(policy.Values["days"].AsNumber() ?? 0);
        var age = (int)Math.Floor((state.Now - changed).TotalDays);
        return age < days ? new Verdict(true)
            : policy.Values["deny_only"].AsBoolean() == true ? new Verdict(false, "Password has expired.")
            : new Verdict(false, $"Password expired {age - days} days ago. Please update your password.");
    }

    private Verdict CheckReputation(Row policy)
    {
        var (byAddress, byName) = (policy.Values["check_ip"].AsBoolean() == true, policy.Values["check_username"].AsBoolean() == true);
        var counted = PolicyRows.FindAll(state, "/policies/reputation/scores/").Where(score =>
            (!byAddress && !byName)
            || (byAddress && score.GetString("ip") == CallerAddress)
            || (byName && score.GetString("identifier") == user.GetString("username")));
        return new Verdict(counted.Sum(score => score.Values["score"].AsNumber() ?? 0) <= (policy.Values["threshold"].AsNumber() ?? 0));
    }
}

/// <summary>The objects of a path; none when the version doesn't have the path.</summary>
internal static class PolicyRows
{
    public static IEnumerable<Row> FindAll(ServerState state, string path) =>
        state.Catalog.FindByPath(path) is { } resource ? state.Objects.FindAll(resource) : [];

    public static Row? Find(ServerState state, string path, string id) =>
        state.Catalog.FindByPath(path) is { } resource ? state.Objects.Find(resource, id) : null;
}
