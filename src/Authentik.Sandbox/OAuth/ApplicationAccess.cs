using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>Whom the bindings of an application let in.</summary>
internal static class ApplicationAccess
{
    /// <exception cref="UnknownAccessException">One of the bindings has a policy.</exception>
    public static bool Allows(World world, Row application, Row user)
    {
        var results = Bindings(world, application).Select(binding => Passes(world, binding, user)).ToList();
        return results.Count == 0 || (application.Text("policy_engine_mode") == "all" ? results.TrueForAll(passes => passes) : results.Contains(true));
    }

    private static IEnumerable<Row> Bindings(World world, Row application) => world.Catalog.AtPath("/policies/bindings/") is { } bindings
        ? world.Objects.Rows(bindings).Where(row => row.Text("target") == application.IdText && row.Values["enabled"].AsBoolean() == true)
        : [];

    private static bool Passes(World world, Row binding, Row user)
    {
        var passes = binding.Text("group") is { } group ? Memberships.AllGroupsOf(world, user).Any(row => row.IdText == group)
            : binding.Values["user"] is { } named ? named.ToString() == user.IdText
            : throw new UnknownAccessException();
        return passes != (binding.Values["negate"].AsBoolean() == true);
    }
}
