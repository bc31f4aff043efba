using Authentik.Sandboxing.Expressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Evaluation;

/// <summary>What a provider tells an application about a user.</summary>
internal static class PreviewActions
{
    private const string UserOption = "for_user";
    private const string Action = "preview_user";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public static ObjectAction[] OfObjects { get; } =
    [
        new("/providers/oauth2/", Action, (state, request, provider) =>
            Preview(state, request, user => ShowClaims(state, request, provider, user))),
        new("/providers/saml/", Action, (state, request, provider) =>
            Preview(state, request, user => new SamlPreview(state, provider, user).Show())),
        new("/providers/wsfed/", Action, (state, request, provider) =>
            Preview(state, request, user => new SamlPreview(state, provider, user).Show())),
    ];

    private static ApiResponse Preview(ServerState state, ApiRequest request, Func<Row, JsonObject> show)
    {
        var user = request.User!;
        if (request.FindValue(UserOption) is { } id)
        {
            var isNumber = int.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            if ((isNumber ? Stored.Find(state, "/core/users/", id) : null) is not { } other)
            {
                var error = isNumber ? "User not found" : "input must be numerical";
                return Responses.BadRequest(new JsonObject { [UserOption] = error });
            }

            user = other;
        }

        return Responses.Ok(new JsonObject { ["preview"] = show(user) });
    }

    private static JsonObject ShowClaims(ServerState state, ApiRequest request, Row provider, Row user)
    {
        var now = state.Now;
        var claims = new JsonObject
        {
            ["iss"] = FindIssuer(state, request, provider),
            ["sub"] = FindSubject(provider, user),
            ["aud"] = provider.GetString("client_id"),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["auth_time"] = now.ToUnixTimeSeconds(),
            ["acr"] = "goauthentik.io/providers/oauth2/default",
        };
        if (claims["iss"] is null)
        {
            claims.Remove("iss");
        }

        if (state.IsFrom(2025, 12))
        {
            claims["jti"] = Defaults.CreateRandom(40);
        }

        if (provider.Values["include_claims_in_id_token"].AsBoolean() != false)
        {
            AddClaims(claims, CollectClaims(state, provider, user));
        }

        return claims;
    }

    private static string? FindIssuer(ServerState state, ApiRequest request, Row provider)
    {
        var server = request.Origin + state.UrlPrefix;
        return provider.GetString("issuer_mode") == "global" ? server + "/"
            : Stored.FindBy(state, "/core/applications/", "provider", provider.IdString) is { } application
                ? $"{server}/application/o/{application.GetString("slug")}/"
            : null;
    }

    private static JsonNode? FindSubject(Row provider, Row user) => provider.GetString("sub_mode") switch
    {
        "user_id" => user.IdString,
        "user_uuid" => user.Values["uuid"]?.DeepClone(),
        "user_email" => user.Values["email"]?.DeepClone(),
        "user_username" => user.Values["username"]?.DeepClone(),
        "user_upn" => ((user.Values["attributes"] as JsonObject)?["upn"] ?? user.Values["uid"])?.DeepClone(),
        _ => user.Values["uid"]?.DeepClone(),
    };

    // What isn't a dictionary is left out.
    private static JsonObject CollectClaims(ServerState state, Row provider, Row user)
    {
        var scope = NameScope.Create(state, user);
        var mappings = provider.Values["property_mappings"].AsStrings()
            .Select(id => Stored.Find(state, "/propertymappings/provider/scope/", id)).OfType<Row>()
            .OrderBy(mapping => mapping.GetString("scope_name"), StringComparer.Ordinal);
        var claims = new JsonObject();
        foreach (var mapping in mappings)
        {
            Merge(claims, PythonCode.Evaluate(mapping.GetString("expression"), scope) as JsonObject ?? []);
        }

        return claims;
    }

    // Dictionaries are merged and lists appended; otherwise the last value counts.
    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            switch (into[name], value)
            {
                case (JsonObject before, JsonObject map):
                    Merge(before, map);
                    break;
                case (JsonArray before, JsonArray list):
                    list.ToList().ForEach(item => before.Add(item?.DeepClone()));
                    break;
                default:
                    into[name] = value?.DeepClone();
                    break;
            }
        }
    }

    private static void AddClaims(JsonObject token, JsonObject claims)
    {
        foreach (var (name, value) in claims)
        {
            token[name] = value?.DeepClone();
        }
    }
}
