using System.Text.Json.Nodes;
using Authentik.Sandboxing;

namespace Authentik.TestServer;

/// <summary>What a test decides about those who sign in.</summary>
internal static class SignInControl
{
    /// <summary>Lets devices in or turns them away: <c>{ "approve": "jdoe", "afterPolls": 3 }</c>, <c>{ "deny": true }</c>.</summary>
    /// <exception cref="FormatException">It says neither.</exception>
    public static void Device(Sandbox sandbox, string? body)
    {
        var wish = Read(body);
        if (wish["approve"] is { } user)
        {
            sandbox.ApproveDevices(user.GetValue<string>(), wish["afterPolls"]?.GetValue<int>() ?? 0);
        }
        else if (wish["deny"]?.GetValue<bool>() == true)
        {
            sandbox.DenyDevices();
        }
        else
        {
            throw new FormatException("Say whom to 'approve', or that you 'deny'.");
        }
    }

    /// <summary>Ends all access tokens; with <c>{ "revoke": true }</c> clients cannot get new ones either.</summary>
    public static void Expire(Sandbox sandbox, string? body)
    {
        if (Read(body)["revoke"]?.GetValue<bool>() == true)
        {
            sandbox.RevokeSignIns();
        }
        else
        {
            sandbox.ExpireAccessTokens();
        }
    }

    private static JsonNode Read(string? body) => JsonNode.Parse(string.IsNullOrWhiteSpace(body) ? "{}" : body)!;
}
