using Authentik.Naming;

namespace Authentik.Jobs.Tests.Support;

/// <summary>Objects on the server of a test.</summary>
internal static class Make
{
    public static async Task<User> UserAsync(this JobServer server, string name, params Group[] groups) =>
        await server.Jobs.CreateAsync<User>(
            Resources.User,
            new Dictionary<string, object?>
            {
                ["username"] = name,
                ["name"] = name,
                ["groups"] = groups.Select(group => Resources.Group.MakeIdentity(group)).ToArray(),
            },
            TestContext.Current.CancellationToken);

    public static async Task<Group> GroupAsync(this JobServer server, string name) => await server.Jobs.CreateAsync<Group>(
        Resources.Group, new Dictionary<string, object?> { ["name"] = name }, TestContext.Current.CancellationToken);
}
