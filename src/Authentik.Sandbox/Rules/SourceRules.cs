using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Rules;

/// <summary>Sources of all kinds: their pictures, and how other objects show them.</summary>
internal sealed class AnySourceRules(ServerState state) : ResourceRules(state)
{
    private const string Inbuilt = "goauthentik.io/sources/inbuilt";

    private static readonly Dictionary<string, string> Pictures = new(StringComparer.Ordinal)
    {
        ["/sources/kerberos/"] = "/static/authentik/sources/kerberos.png",
        ["/sources/ldap/"] = "/static/authentik/sources/ldap.png",
        ["/sources/plex/"] = "/static/authentik/sources/plex.svg",
        ["/sources/saml/"] = "/static/authentik/sources/saml.png",
        ["/sources/telegram/"] = "/static/authentik/sources/telegram.svg",
    };

    public override string Path => "/sources/all/";

    // Read in authentik's source code, not seen on a server; older versions allow the deletion.
    public override ApiResponse? CheckRemoval(Row row) =>
        State.IsFrom(2025, 10) && row.GetString("managed") == Inbuilt ? Responses.Detail(400, "Built-in sources cannot be deleted") : null;

    // A source without a chosen picture has the one of its kind.
    private static string? FindPicture(Row row) =>
        row.GetString("icon") is { Length: > 0 } own ? own : Pictures.GetValueOrDefault(row.Resource.Path);

    // Other objects show a source without its kind and its picture: a caller has to read the source itself to learn its kind.
    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        if (!view.IsNested)
        {
            var isPicture = field == "icon_url" || (field == "icon" && !State.IsFrom(2025, 12));
            value = isPicture ? FindPicture(row) : null;
            return value is not null;
        }

        (var isComputed, value) = field switch
        {
            "component" => (true, (JsonNode?)string.Empty),
            "verbose_name" => (true, "source"),
            "verbose_name_plural" => (true, "sources"),
            "meta_model_name" => (true, "authentik_core.source"),
            "icon_url" => (true, null),
            _ => (false, null),
        };
        return isComputed;
    }
}

/// <summary>LDAP sources: what a synchronization requires.</summary>
internal sealed class LdapSourceRules(ServerState state) : ResourceRules(state)
{
    private const string Passwords = "sync_users_password";
    private const string OnlyOne = "Only a single LDAP Source with password synchronization is allowed";

    private static readonly string[] Synchronized = ["user", "group"];

    public override string Path => "/sources/ldap/";

    // Only the request counts: a new source synchronizes users by default, and needs no mappings.
    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (change.Values[Passwords].AsBoolean() == true && FindOthers(change).Any(row => row.Values[Passwords].AsBoolean() == true))
        {
            // Older servers put the message into an object of its own.
            errors.Add(
                Passwords,
                State.IsFrom(2026, 2) ? new JsonArray(OnlyOne) : new JsonObject { [Passwords] = OnlyOne });
            return null;
        }

        var kind = Array.Find(Synchronized, kind => change.Values[$"sync_{kind}s"].AsBoolean() == true && !HasMappings(change, kind));
        if (kind is not null)
        {
            errors.Add(
                $"{kind}_property_mappings",
                $"When 'Sync {kind}s' is enabled, '{kind}s property mappings' cannot be empty.");
        }

        return null;
    }

    private IEnumerable<Row> FindOthers(Change change) => State.Objects.FindAll(change.Resource).Where(row => row != change.Existing);

    private static bool HasMappings(Change change, string kind) => change.Values[$"{kind}_property_mappings"] is JsonArray { Count: > 0 };
}

/// <summary>OAuth sources: values that depend on the type, and changes without a type, which crash older servers.</summary>
/// <remarks>A real server fetches the well-known configuration and the keys from the network; the sandbox doesn't.</remarks>
internal sealed class OAuthSourceRules(ServerState state) : ResourceRules(state)
{
    private static readonly JsonArray Types = EmbeddedFiles.ReadList("oauth-source-types.json");

    private static readonly string[] Urls = ["authorization_url", "access_token_url", "profile_url"];

    public override string Path => "/sources/oauth/";

    public override ApiResponse? CheckEarly(Change change) =>
        change.IsPartial && !change.Sends("provider_type") && !State.IsFrom(2026, 2) ? Responses.EmptyNotAllowed() : null;

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        var type = Find(change.Resulting("provider_type")?.ToString());
        if (type is null || change.Resulting("oidc_well_known_url")?.ToString() is { Length: > 0 })
        {
            return null;
        }

        // A type without URLs of its own needs them.
        var missing = Array.Find(Urls, url => type[url] is null && !HasValue(change, url));
        if (missing is not null)
        {
            errors.Add(FieldErrors.General, $"{missing} is required for provider {type["verbose_name"]}");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        var type = Find(row.GetString("provider_type"));
        if (string.IsNullOrEmpty(row.GetString("oidc_jwks_url")) && type?["oidc_jwks_url"].AsString() is { } keys)
        {
            row.Values["oidc_jwks_url"] = keys;
        }
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var hasIconUrl = State.IsFrom(2025, 12);
        (var isComputed, value) = field switch
        {
            "type" => (true, (JsonNode?)RemoveVersions(Find(row.GetString("provider_type")))),
            "callback_url" => (true, $"{view.Request.Origin}{State.UrlPrefix}/source/oauth/callback/{row.GetString("slug")}/"),
            "icon" when !hasIconUrl => (!view.IsNested, FindIcon(row)),
            "icon_url" => (!view.IsNested, FindIcon(row)),
            _ => (false, null),
        };
        return isComputed;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter == "has_jwks" ? FilterValues.IsTrue(values[^1]) == row.Values["oidc_jwks"] is JsonObject { Count: > 0 } : null;

    private static bool HasValue(Change change, string field) => change.Resulting(field)?.ToString() is { Length: > 0 };

    private static string FindIcon(Row row) =>
        row.GetString("icon") is { Length: > 0 } own ? own : $"/static/authentik/sources/{row.GetString("provider_type")}.svg";

    private JsonObject? Find(string? name) =>
        Types.OfType<JsonObject>().FirstOrDefault(type => type["name"].AsString() == name && IsPartOfVersion(type));

    private bool IsPartOfVersion(JsonObject type) =>
        type["$versions"].AsString() is not { } range || VersionRange.Parse(range).Contains(State.Version);

    private static JsonObject? RemoveVersions(JsonObject? type)
    {
        var shown = (JsonObject?)type?.DeepClone();
        shown?.Remove("$versions");
        return shown;
    }
}

/// <summary>Connections of users to sources: the versions that can create one.</summary>
internal sealed class UserConnectionRules(ServerState state) : ResourceRules(state)
{
    public override string Path => "/sources/user_connections/all/";

    // Up to 2024.10 the server ignores the source and then crashes.
    public override ApiResponse? Check(Change change, FieldErrors errors) =>
        change.Existing is null && !change.Values.ContainsKey("source") ? Responses.EmptyNotAllowed() : null;

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        // Some versions ignore the user; the connection is the caller's then. Not seen on a real server.
        if (isNew && row.Values["user"] is null && change?.Request.User is { } caller)
        {
            row.Values["user"] = caller.Id.DeepClone();
        }
    }
}
