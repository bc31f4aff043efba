using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People.Offboarding;

/// <summary>What users have on the server of a test.</summary>
internal static class Scene
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Group> JoinAsync(this JobServer server, string group, string user)
    {
        var made = await server.GroupAsync(group);
        var member = await server.Jobs.GetAsync<User>(Resources.User.MakeIdentity(user), Cancellation);
        await server.Jobs.PostAsync(made, "add_user", new() { ["pk"] = member.Pk }, Cancellation);
        return made;
    }

    public static async Task BindAsync(this JobServer server, string application, params string[] users)
    {
        var made = await server.Jobs.CreateAsync<Application>(
            Resources.Application, new Dictionary<string, object?> { ["name"] = application, ["slug"] = application }, Cancellation);
        foreach (var user in users)
        {
            await server.Jobs.CreateAsync<PolicyBinding>(
                Resources.PolicyBinding,
                new Dictionary<string, object?>
                {
                    ["target"] = made.Pk, ["user"] = Resources.User.MakeIdentity(user), ["order"] = 0, ["enabled"] = true,
                },
                Cancellation);
        }
    }

    public static Task<Token> TokenAsync(this JobServer server, string identifier, User user) => server.Jobs.CreateAsync<Token>(
        Resources.Token,
        new Dictionary<string, object?> { ["identifier"] = identifier, ["user"] = Resources.User.MakeIdentity(user), ["intent"] = "api" },
        Cancellation);

    public static Task<User> ServiceAsync(this JobServer server, string name) => server.Jobs.CreateAsync<User>(
        Resources.User,
        new Dictionary<string, object?> { ["username"] = name, ["name"] = name, ["type"] = "service_account" },
        Cancellation);
}
