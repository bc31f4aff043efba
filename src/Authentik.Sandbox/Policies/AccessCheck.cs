using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Policies;

/// <summary>Decides whether a user can use an object, by what is bound to it: users, groups and policies.</summary>
/// <remarks>Policies are run at once, so the timeout of a binding has no effect.</remarks>
internal sealed class AccessCheck(ServerState state, Row user)
{
    /// <summary>The decision. Without any binding, everyone passes, unless the settings of a newer version say otherwise.</summary>
    /// <exception cref="NotModelledException">The sandbox can't run one of the policies.</exception>
    public Verdict Decide(Row target)
    {
        var bindings = PolicyRows.FindAll(state, "/policies/bindings/")
            .Where(row => row.Values["target"]?.ToString() == target.IdString && row.Values["enabled"].AsBoolean() != false)
            .OrderBy(row => row.Values["order"].AsNumber() ?? 0)
            .ToList();
        var results = bindings.ConvertAll(Judge);
        var policies = results.Where((_, index) => bindings[index].Values["policy"] is not null).ToList();
        var passes = results.Count == 0 ? IsOpenByDefault
            : target.GetString("policy_engine_mode") == "all" ? PassAll(bindings, results)
            : results.Exists(one => one.Passes);
        return new Verdict(passes, [.. policies.SelectMany(one => one.Messages)]) { Logs = [.. policies.SelectMany(one => one.Logs)] };
    }

    private bool IsOpenByDefault => !state.IsFrom(2026, 5)
        || PolicyRows.FindAll(state, "/admin/settings/").FirstOrDefault() is not { } settings
        || SettingFlags.Read([SettingFlags.DefaultAccess], settings.Values["flags"])[SettingFlags.DefaultAccess].AsBoolean() != false;

    // From 2025.8 to 2025.12, users and groups are combined first, and one of them is enough.
    private bool PassAll(List<Row> bindings, List<Verdict> results)
    {
        if (!state.IsFrom(2025, 8) || state.IsFrom(2026, 2))
        {
            return results.TrueForAll(one => one.Passes);
        }

        var subjects = results.Where((_, index) => bindings[index].Values["policy"] is null).ToList();
        var policies = results.Where((_, index) => bindings[index].Values["policy"] is not null);
        return (subjects.Count == 0 || subjects.Exists(one => one.Passes)) && policies.All(one => one.Passes);
    }

    private Verdict Judge(Row binding)
    {
        var isNegated = binding.Values["negate"].AsBoolean() == true;
        if (binding.Values["policy"] is not { } id)
        {
            return new Verdict(IsBoundTo(binding) != isNegated);
        }

        var policy = PolicyRows.Find(state, "/policies/all/", id.ToString());
        var verdict = policy is null ? throw new NotModelledException("bindings to policies that don't exist") : Run(policy);
        return verdict with
        {
            Passes = verdict.IsFailure ? binding.Values["failure_result"].AsBoolean() == true : verdict.Passes != isNegated,
        };
    }

    // A crash of a policy ends up in the log, with the lines of authentik's code.
    private Verdict Run(Row policy)
    {
        try
        {
            return new PolicyRunner(state, user, []).Run(policy);
        }
        catch (ServerCrashException)
        {
            throw new NotModelledException("policies that fail with an error of Python");
        }
    }

    private bool IsBoundTo(Row binding) =>
        binding.Values["user"]?.ToString() == user.IdString
        || (binding.Values["group"]?.ToString() is { } group && Memberships.FindAllGroups(state, user).Any(one => one.IdString == group));
}
