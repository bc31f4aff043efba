using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Singles;

/// <summary>The URLs that stand for no object.</summary>
internal static class SingleEndpoints
{
    private static readonly SingleEndpoint[] All =
    [
        new("/admin/version/", false, Version),
        new("/core/users/me/", false, Me),
        new("/core/brands/current/", false, CurrentBrand.Get),
        new("/root/config/", true, Config),
    ];

    public static SingleEndpoint? Find(string path) => Array.Find(All, single => single.Path == path);

    private static Answer Version(World world, ApiCall call)
    {
        var version = world.Version.ToString();
        return Answers.Ok(new JsonObject
        {
            ["version_current"] = version,
            ["version_latest"] = version,
            ["version_latest_valid"] = true,
            ["build_hash"] = string.Empty,
            ["outdated"] = false,
            ["outpost_outdated"] = false,
        });
    }

    private static Answer Config(World world, ApiCall call) => Answers.Ok(new JsonObject
    {
        ["error_reporting"] = new JsonObject
        {
            ["enabled"] = false,
            ["sentry_dsn"] = string.Empty,
            ["environment"] = "sandbox",
            ["send_pii"] = false,
            ["traces_sample_rate"] = 0.1,
        },
        ["capabilities"] = new JsonArray("can_impersonate", "is_enterprise"),
        ["cache_timeout"] = 300,
        ["cache_timeout_flows"] = 300,
        ["cache_timeout_policies"] = 300,
    });

    private static Answer Me(World world, ApiCall call)
    {
        var answer = new JsonObject { ["user"] = Self(world, call.User!) };
        if (world.IsFrom(2026, 8))
        {
            answer["users"] = new JsonArray(Self(world, call.User!));
        }

        return Answers.Ok(answer);
    }

    // Another, smaller shape than that of /core/users/.
    private static JsonObject Self(World world, Row user)
    {
        var isSuperuser = Memberships.IsSuperuser(world, user);
        var shown = new JsonObject { ["pk"] = user.Id.DeepClone() };
        Copy(user, shown, "username", "name", "is_active");
        shown["is_superuser"] = isSuperuser;
        if (world.IsFrom(2026, 8))
        {
            shown["is_current"] = true;
        }

        shown["groups"] = new JsonArray([.. Memberships.GroupsOf(world, user).Select(group => new JsonObject { ["name"] = group.Text("name"), ["pk"] = group.IdText })]);
        if (world.IsFrom(2025, 12))
        {
            shown["roles"] = new JsonArray();
        }

        Copy(user, shown, "email", "avatar", "uid");
        shown["settings"] = new JsonObject();
        shown["type"] = user.Values["type"]?.DeepClone();
        shown["system_permissions"] = isSuperuser ? new JsonArray("access_admin_interface", "view_system_info") : new JsonArray();
        return shown;
    }

    private static void Copy(Row user, JsonObject shown, params string[] names)
    {
        foreach (var name in names)
        {
            shown[name] = user.Values[name]?.DeepClone();
        }
    }
}
