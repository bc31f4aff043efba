using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Policies;

/// <summary>Decides whether a user can use an object, by what is bound to it: users, groups and policies.</summary>
/// <remarks>Policies are run at once, so the timeout of a binding has no effect.</remarks>
internal sealed class AccessCheck(ServerState state, Row user)
{
    /// <summary>The decision. Without any binding, everyone passes.</summary>
    /// <exception cref="NotModelledException">The sandbox can't run one of the policies.</exception>
    public Verdict Decide(Row target)
    {
        var bindings = PolicyRows.FindAll(state, "/policies/bindings/")
            .Where(row => row.Values["target"]?.ToString() == target.IdString && row.Values["enabled"].AsBoolean() != false)
            .OrderBy(row => row.Values["order"].AsNumber() ?? 0)
            .ToList();
        var results = bindings.ConvertAll(Judge);
        var policies = results.Where((_, index) => bindings[index].Values["policy"] is not null).ToList();
        var passes = results.Count == 0 || (target.GetString("policy_engine_mode") == "all"
            ? results.TrueForAll(one => one.Passes)
            : results.Exists(one => one.Passes));
        return new Verdict(passes, [.. policies.SelectMany(one => one.Messages)]) { Logs = [.. policies.SelectMany(one => one.Logs)] };
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
