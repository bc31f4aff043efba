using System.Text.Json.Nodes;
using Authentik.Http;
using Authentik.Jobs.Tests.Support;

namespace Authentik.Jobs.Tests.Applications;

/// <summary>Applications and bindings on the server of a test.</summary>
internal static class AccessSite
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Application> ApplicationAsync(this JobServer server, string name, string mode = "any") =>
        await server.Jobs.CreateAsync<Application>(
            Resources.Application,
            new Dictionary<string, object?> { ["name"] = name, ["slug"] = name, ["policy_engine_mode"] = mode },
            Cancellation);

    public static async Task<PolicyBinding> BindAsync(
        this JobServer server,
        Application application,
        AuthentikObject subject,
        int order = 0,
        bool isNegated = false,
        bool isEnabled = true)
    {
        var resource = subject is User ? Resources.User : subject is Group ? Resources.Group : Resources.Policy;
        return await server.Jobs.CreateAsync<PolicyBinding>(
            Resources.PolicyBinding,
            new Dictionary<string, object?>
            {
                ["target"] = application.Pk,
                [resource.Noun.ToLowerInvariant()] = Naming.IdentityIds.MakeIdentity(resource, subject),
                ["order"] = order,
                ["negate"] = isNegated,
                ["enabled"] = isEnabled,
            },
            Cancellation);
    }

    /// <summary>Makes a group a child group of another one.</summary>
    public static async Task NestAsync(this JobServer server, Group child, Group parent)
    {
        var field = server.Session.ServerVersion! >= new Book.ServerVersion(2025, 12, 0) ? "parents" : "parent";
        JsonNode value = field == "parents" ? new JsonArray(parent.Pk.ToString()) : JsonValue.Create(parent.Pk.ToString())!;
        using var response = await server.Jobs.Api.WriteAsync(
            HttpMethod.Patch, $"/core/groups/{child.Pk}/", new JsonObject { [field] = value }, Cancellation);
    }

    public static async Task<AuthentikObject> ExpressionAsync(this JobServer server, string name, bool passes) =>
        await server.Jobs.CreateAsync<ExpressionPolicy>(
            Resources.ExpressionPolicy,
            new Dictionary<string, object?> { ["name"] = name, ["expression"] = passes ? "return True" : "return False" },
            Cancellation);

    /// <summary>What the server says of a user and an application.</summary>
    public static async Task<bool> CheckAsync(this JobServer server, string application, int user)
    {
        using var response = await server.Jobs.Api.GetAsync(
            $"/core/applications/{application}/check_access/", [new("for_user", $"{user}")], Cancellation);
        return response.JsonObject.GetProperty("passing").GetBoolean();
    }
}
