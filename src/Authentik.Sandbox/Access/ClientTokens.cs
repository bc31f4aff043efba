using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Access;

/// <summary>
/// The tokens of OAuth2 clients, which <c>/oauth2/access_tokens/</c> and <c>/oauth2/refresh_tokens/</c> list. A token is valid as
/// long as its object exists, isn't revoked and hasn't expired.
/// </summary>
internal sealed class ClientTokens(ServerState state)
{
    public const string Access = "/oauth2/access_tokens/";
    public const string Refresh = "/oauth2/refresh_tokens/";

    /// <summary>The scope with which an access token is valid for the API.</summary>
    public const string ApiScope = "goauthentik.io/api";

    private const string Text = "token";

    /// <summary>Stores a new token in the list at a path, and returns it.</summary>
    public string Add(string path, Row provider, Row user, IEnumerable<string> scopes, JsonObject claims, DateTimeOffset expires)
    {
        var token = Jwt.Create(claims);
        var values = new JsonObject
        {
            ["provider"] = Link.Create(provider),
            ["user"] = Link.Create(user),
            ["scope"] = scopes.ToJson(),
            ["expires"] = JsonValues.FormatTimestamp(expires),
            ["id_token"] = claims.ToJsonString(),
            [Text] = token,
        };
        RowFactory.Add(state, state.Catalog.FindByPath(path)!, values, state.Timestamp);
        return token;
    }

    /// <summary>The object of a valid token.</summary>
    public Row? Find(string path, string token) => FindAll(path).FirstOrDefault(row => row.GetString(Text) == token && IsValid(row));

    /// <summary>The id of the user of a valid access token with the API's scope.</summary>
    public string? FindApiUser(string token) => Find(Access, token) is { } row && row.Values["scope"].AsStrings().Contains(ApiScope)
        ? Link.Read(row.Values["user"])!.Id
        : null;

    /// <summary>Ends all tokens in the list at a path.</summary>
    public void Expire(string path)
    {
        foreach (var row in FindAll(path))
        {
            row.Values["expires"] = state.Timestamp;
        }
    }

    public static void Revoke(Row token) => token.Values["revoked"] = true;

    /// <summary>The ids of the providers of all tokens in the list at a path.</summary>
    public IEnumerable<string> FindProviders(string path) => FindAll(path).Select(row => Link.Read(row.Values["provider"])!.Id);

    private IEnumerable<Row> FindAll(string path) => state.Catalog.FindByPath(path) is { } tokens ? state.Objects.FindAll(tokens) : [];

    private bool IsValid(Row row) => row.Values["revoked"].AsBoolean() != true && row.Values["expires"].AsTimestamp() > state.Now;
}
