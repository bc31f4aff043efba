using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Lists;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>OAuth sources: what a type brings along, and how a change without a type breaks older servers.</summary>
/// <remarks>The server fetches a well-known address and keys from the network when it is told where they are; the sandbox does not.</remarks>
internal sealed class OAuthSourceRules(World world) : ResourceRules(world)
{
    private static readonly JsonArray Types = EmbeddedFiles.ReadList("oauth-source-types.json");

    private static readonly string[] Addresses = ["authorization_url", "access_token_url", "profile_url"];

    public override string Path => "/sources/oauth/";

    public override Answer? RefuseEarly(Change change) =>
        change.IsPartial && !change.Sends("provider_type") && !World.IsFrom(2026, 2) ? Answers.EmptyNotAllowed() : null;

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        var type = Find(change.Resulting("provider_type")?.ToString());
        if (type is null || change.Resulting("oidc_well_known_url")?.ToString() is { Length: > 0 })
        {
            return null;
        }

        // A type that knows no address of its own needs it with every change that says the type.
        var missing = Array.Find(Addresses, address => type[address] is null && !HasText(change, address));
        if (missing is not null)
        {
            errors.Add(FieldErrors.General, $"{missing} is required for provider {type["verbose_name"]}");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (string.IsNullOrEmpty(row.Text("oidc_jwks_url")) && Find(row.Text("provider_type"))?["oidc_jwks_url"].AsText() is { } keys)
        {
            row.Values["oidc_jwks_url"] = keys;
        }
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var hasIconUrl = World.IsFrom(2025, 12);
        (var isComputed, value) = field switch
        {
            "type" => (true, (JsonNode?)Shown(Find(row.Text("provider_type")))),
            "callback_url" => (true, $"{view.Call.Origin}{World.BasePath.TrimEnd('/')}/source/oauth/callback/{row.Text("slug")}/"),
            "icon" when !hasIconUrl => (!view.IsNested, Icon(row)),
            "icon_url" => (!view.IsNested, Icon(row)),
            _ => (false, null),
        };
        return isComputed;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter == "has_jwks" ? FilterValues.IsTrue(values[^1]) == row.Values["oidc_jwks"] is JsonObject { Count: > 0 } : null;

    private static bool HasText(Change change, string field) => change.Resulting(field)?.ToString() is { Length: > 0 };

    private static string Icon(Row row) => row.Text("icon") is { Length: > 0 } own ? own : $"/static/authentik/sources/{row.Text("provider_type")}.svg";

    private JsonObject? Find(string? name) => Types.OfType<JsonObject>().FirstOrDefault(type =>
        type["name"].AsText() == name && (type["$versions"].AsText() is not { } range || VersionRange.Parse(range).Contains(World.Version)));

    private static JsonObject? Shown(JsonObject? type)
    {
        var shown = (JsonObject?)type?.DeepClone();
        shown?.Remove("$versions");
        return shown;
    }
}
