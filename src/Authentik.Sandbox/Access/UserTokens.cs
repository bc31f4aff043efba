using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Access;

/// <summary>Finds the tokens of users, which <c>/core/tokens/</c> lists, by their keys.</summary>
internal sealed class UserTokens(ServerState state)
{
    private const string Path = "/core/tokens/";

    public const string Api = "api";
    public const string AppPassword = "app_password";

    /// <summary>The value that contains the key. No response shows it.</summary>
    public const string KeyField = "key";

    /// <summary>The value that contains the user who created the token.</summary>
    public const string CreatorField = "creator";

    /// <summary>The id of the user whose API token has that key; null when no valid token has it.</summary>
    public string? FindApiTokenOwner(string key)
    {
        var token = Find(key, Api);
        if (token is not null && IsExpired(token))
        {
            // The server deletes an expired token when somebody uses it.
            new Deletion(state).Delete(token);
            return null;
        }

        return GetOwner(token);
    }

    /// <summary>The id of the user whose app password has that key; null when no valid one has it.</summary>
    public string? FindAppPasswordOwner(string key) => Find(key, AppPassword) is { } token && !IsExpired(token) ? GetOwner(token) : null;

    /// <summary>True if the server's book has tokens.</summary>
    public static bool Exist(ServerState state) => state.Catalog.FindByPath(Path) is not null;

    /// <summary>Gives a token a key.</summary>
    public void SetKey(string identifier, string key) =>
        state.Objects.FindBy(state.Catalog.FindByPath(Path)!, "identifier", identifier)!.Values[KeyField] = key;

    private static string? GetOwner(Row? token) => token?.Values["user"]?.ToString();

    private Row? Find(string key, string intent) => state.Catalog.FindByPath(Path) is { } tokens
        ? state.Objects.FindAll(tokens).FirstOrDefault(row => row.GetString(KeyField) == key && row.GetString("intent") == intent)
        : null;

    private bool IsExpired(Row token) => token.Values["expiring"].AsBoolean() == true && token.Values["expires"].AsTimestamp() <= state.Now;
}
