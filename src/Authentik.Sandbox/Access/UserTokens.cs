using Authentik.Sandboxing.Actions;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Access;

/// <summary>The tokens that users have in <c>/core/tokens/</c>, found by their keys.</summary>
internal sealed class UserTokens(World world)
{
    public const string Api = "api";
    public const string AppPassword = "app_password";

    /// <summary>The id of the user whom an API token belongs to; null when there is none with that key that still counts.</summary>
    public string? OwnerOfApiToken(string key)
    {
        var token = Find(key, Api);
        if (token is not null && IsExpired(token))
        {
            // To use it is what ends it.
            new Deletion(world).Delete(token);
            return null;
        }

        return OwnerOf(token);
    }

    /// <summary>The id of the user whom an app password belongs to; null when there is none with that key that still counts.</summary>
    public string? OwnerOfAppPassword(string key) => Find(key, AppPassword) is { } token && !IsExpired(token) ? OwnerOf(token) : null;

    private static string? OwnerOf(Row? token) => token?.Values["user"]?.ToString();

    private Row? Find(string key, string intent) => world.Catalog.AtPath("/core/tokens/") is { } tokens
        ? world.Objects.Rows(tokens).FirstOrDefault(row => row.Text(TokenKeys.Key) == key && row.Text("intent") == intent)
        : null;

    private bool IsExpired(Row token) => token.Values["expiring"].AsBoolean() == true && token.Values["expires"].AsMoment() <= world.Now;
}
