using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// Outposts: they need at least one provider, and all providers must be of their type. Each has a user and a token of its own, except
/// the embedded outpost.
/// </summary>
internal sealed class OutpostRules(ServerState state) : ResourceRules(state)
{
    private const string Providers = "providers";

    // The names of classes that the server spells differently from the module.
    private static readonly string[] Classes = ["LDAPProvider", "RACProvider", "SAMLProvider", "SCIMProvider"];

    public override string Path => "/outposts/instances/";

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (change.Values[Providers] is JsonArray { Count: 0 })
        {
            errors.Add(Providers, "This list may not be empty.");
        }

        if (change.Values["type"]?.ToString() is { } type && FindOtherClass(type, change.Values[Providers]) is { } other)
        {
            errors.Add(Providers, $"Outpost type {type} can't be used with {other} providers.");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && change is not null)
        {
            var user = UserAccounts.CreateForOutpost(State, row);
            UserTokens.CreateForOutpost(State, row, user, GetTokenIdentifier(row));
        }
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field == "token_identifier" ? GetTokenIdentifier(row) : null;
        return value is not null;
    }

    public override string Describe(Row row) => $"Outpost {row.GetString("name")}";

    // The token goes with the user.
    public override IEnumerable<Row> FindCompanions(Row row) =>
        UserAccounts.FindByName(State, UserAccounts.GetOutpostName(row)) is { } user ? [user] : [];

    private static string GetTokenIdentifier(Row row) => $"ak-outpost-{row.IdString}-api";

    // The class of a provider of another type. The server checks this only when the request contains the type.
    private string? FindOtherClass(string type, JsonNode? providers) => providers.AsStrings()
        .Select(id => State.Objects.Find(State.Catalog.Find("Provider")!, id)?.Resource.Noun).OfType<string>()
        .Where(noun => !noun.Equals($"{type}Provider", StringComparison.OrdinalIgnoreCase))
        .Select(noun => Classes.FirstOrDefault(name => name.Equals(noun, StringComparison.OrdinalIgnoreCase)) ?? noun)
        .FirstOrDefault();
}

/// <summary>The settings of a provider as an outpost gets them: names in place of ids, and what the outpost signs users in with.</summary>
internal sealed class OutpostConfigRules(ServerState state, string path) : ResourceRules(state)
{
    private const string Validity = "access_token_validity";
    private const string LdapPath = "/providers/ldap/";

    public override string Path => path;

    public static IEnumerable<ResourceRules> CreateAll(ServerState state) =>
        new[] { LdapPath, "/providers/proxy/", "/providers/radius/" }.Select(path => new OutpostConfigRules(state, path));

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var isConfig = view.Resource.Path.StartsWith("/outposts/", StringComparison.Ordinal);
        (var isComputed, value) = field switch
        {
            _ when !isConfig || view.IsNested => (false, (JsonNode?)null),
            "application_slug" => (true, FindApplication(row)?.GetString("slug")),
            "bind_flow_slug" or "auth_flow_slug" => (true, FindSlug(row, "authorization_flow")),
            "unbind_flow_slug" => (true, FindSlug(row, "invalidation_flow")),
            "oidc_configuration" => (true, Describe(row, view)),
            "scopes_to_request" => (true, FindScopes(row)),
            Validity => (true, Duration.TryRead(row.GetString(Validity), out var span) ? span.TimeSpan.TotalSeconds : null),
            _ => (false, null),
        };
        return isComputed;
    }

    // The application that an LDAP provider works in the background of comes first.
    private Row? FindApplication(Row row)
    {
        var applications = State.Catalog.Find("Application") is { } resource ? State.Objects.FindAll(resource).ToList() : [];
        var background = Path == LdapPath
            ? applications.Find(one => one.Values["backchannel_providers"].AsStrings().Contains(row.IdString))
            : null;
        return background ?? applications.Find(one => one.Values["provider"]?.ToString() == row.IdString);
    }

    private string? FindSlug(Row row, string field) =>
        row.GetString(field) is { } id && State.Catalog.FindByPath("/flows/instances/") is { } flows
            ? State.Objects.Find(flows, id)?.GetString("slug")
            : null;

    private JsonArray FindScopes(Row row) => State.Catalog.FindByPath("/propertymappings/provider/scope/") is { } mappings
        ? row.Values["property_mappings"].AsStrings().Select(id => State.Objects.Find(mappings, id)?.GetString("scope_name"))
            .OfType<string>().ToJson()
        : [];

    private JsonObject Describe(Row row, View view)
    {
        var root = $"{view.Request.Origin}{State.UrlPrefix}/application/o/";
        var own = $"{root}{FindApplication(row)?.GetString("slug")}/";
        return new JsonObject
        {
            ["issuer"] = own,
            ["authorization_endpoint"] = root + "authorize/",
            ["token_endpoint"] = root + "token/",
            ["userinfo_endpoint"] = root + "userinfo/",
            ["end_session_endpoint"] = own + "end-session/",
            ["introspection_endpoint"] = root + "introspect/",
            ["jwks_uri"] = own + "jwks/",
            ["response_types_supported"] =
                new JsonArray("code", "id_token", "id_token token", "code token", "code id_token", "code id_token token"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("HS256"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "client_secret_basic"),
        };
    }
}
