using System.Text.Json.Nodes;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>The tokens that clients got, as <c>/oauth2/access_tokens/</c> and <c>/oauth2/refresh_tokens/</c> list them. Without its row, a token is worth nothing.</summary>
internal sealed class IssuedTokens(World world)
{
    public const string Access = "/oauth2/access_tokens/";
    public const string Refresh = "/oauth2/refresh_tokens/";

    private const string Text = "token";

    /// <summary>Gives a client a token of the list at that path.</summary>
    public string Give(string path, TokenRequest request, Grant grant, TimeSpan life)
    {
        var claims = Claims(request, grant, world.Now + life);
        var token = Jwt.Make(claims);
        var values = new JsonObject
        {
            ["provider"] = Link.To(request.Client.Provider),
            ["user"] = Link.To(grant.User),
            ["scope"] = grant.Scopes.ToJson(),
            ["expires"] = Moments.Text(world.Now + life),
            ["id_token"] = claims.ToJsonString(),
            [Text] = token,
        };
        ServerMade.Add(world, world.Catalog.AtPath(path)!, values, Moments.Text(world.Now));
        return token;
    }

    /// <summary>The row of a token that still counts.</summary>
    public Row? Find(string path, string token) => Rows(path).FirstOrDefault(row => row.Text(Text) == token && IsValid(row));

    /// <summary>The id of the user for whom an access token opens the API; null when it does not.</summary>
    public string? UserOf(string token) => Find(Access, token) is { } row && row.Values["scope"].AsTexts().Contains(OAuthScopes.Api) ? Link.Read(row.Values["user"])!.Id : null;

    /// <summary>Ends all tokens at that path.</summary>
    public void Expire(string path)
    {
        foreach (var row in Rows(path))
        {
            row.Values["expires"] = Moments.Text(world.Now);
        }
    }

    /// <summary>Takes a token back.</summary>
    public static void Revoke(Row token) => token.Values["revoked"] = true;

    /// <summary>The providers that gave the tokens at that path.</summary>
    public IEnumerable<string> Providers(string path) => Rows(path).Select(row => Link.Read(row.Values["provider"])!.Id);

    private IEnumerable<Row> Rows(string path) => world.Catalog.AtPath(path) is { } tokens ? world.Objects.Rows(tokens) : [];

    private bool IsValid(Row row) => row.Values["revoked"].AsBoolean() != true && row.Values["expires"].AsMoment() > world.Now;

    private JsonObject Claims(TokenRequest request, Grant grant, DateTimeOffset expires) => new()
    {
        ["iss"] = $"{request.Call.Origin}{world.BasePath.TrimEnd('/')}/application/o/{request.Client.Application?.Text("slug")}/",
        ["sub"] = grant.User.Text("uid"),
        ["aud"] = request.Client.Id,
        ["exp"] = expires.ToUnixTimeSeconds(),
        ["iat"] = world.Now.ToUnixTimeSeconds(),
        ["jti"] = Defaults.MadeUp(40),
    };
}
