using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// The settings: the flags that are sent replace all flags. Until 2026.2 flags can be left out, and unknown ones are stored;
/// later versions require all of them.
/// </summary>
internal sealed class SettingsRules(ServerState state) : ResourceRules(state)
{
    private const string FlagsField = "flags";

    public override string Path => "/admin/settings/";

    private bool RequiresAll => State.IsFrom(2026, 5);

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (change.Values[FlagsField] is not JsonObject sent)
        {
            return null;
        }

        var known = SettingFlags.FindNames(State.Version);
        var missing = known.FirstOrDefault(name => RequiresAll && !sent.ContainsKey(name));
        var wrong = known.FirstOrDefault(name => sent.TryGetPropertyValue(name, out var value) && value.AsBoolean() is null);
        if (missing is not null)
        {
            errors.Add(FlagsField, new JsonObject { [missing] = new JsonArray("This field is required.") });
        }
        else if (wrong is not null)
        {
            errors.Add(FlagsField, $"Value for flag {wrong} needs to be of type bool.");
        }

        return null;
    }

    // Older versions show only the flags that were stored.
    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field == FlagsField && RequiresAll
            ? SettingFlags.Read(SettingFlags.FindNames(State.Version), row.Values[FlagsField])
            : null;
        return value is not null;
    }
}

/// <summary>
/// Licences. The sandbox can't read a real one, and accepts every key that starts like one. With a licence, objects that require
/// one can be created.
/// </summary>
internal sealed class LicenceRules(ServerState state) : ResourceRules(state)
{
    private const string Key = "key";

    // The start of every signed token.
    private const string Start = "ey";

    public override string Path => "/enterprise/license/";

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (change.Values[Key]?.ToString() is { } key && !key.StartsWith(Start, StringComparison.Ordinal))
        {
            errors.Add(Key, "Unable to verify license");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && string.IsNullOrEmpty(row.GetString("name")))
        {
            row.Values["name"] = "Sandbox licence";
            row.Values["expiry"] = "2035-01-01T00:00:00Z";
            row.Values["internal_users"] = 100;
            row.Values["external_users"] = 100;
        }
    }
}

/// <summary>Events: their expiry, and filters for their context.</summary>
internal sealed class EventRules(ServerState state) : ResourceRules(state)
{
    private const string ExpiryFormat = "yyyy-MM-ddTHH:mm:ssZ";

    public override string Path => "/events/events/";

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && change is not null)
        {
            row.Values["expires"] ??= State.Now.UtcDateTime.AddYears(1).ToString(ExpiryFormat, CultureInfo.InvariantCulture);
            row.Values["brand"] = new JsonObject { ["app"] = "authentik_brands", ["model_name"] = "brand", ["name"] = "Default brand" };
        }
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "actions" => values.Contains(row.GetString("action")),
        "username" => Equals(row.Values["user"]?["username"], values),
        "brand_name" => Equals(row.Values["brand"]?["name"], values),
        "context_model_app" => Equals(GetModel(row)?["app"], values),
        "context_model_name" => Equals(GetModel(row)?["model_name"], values),
        "context_model_pk" => Equals(GetModel(row)?["pk"], values),
        "context_authorized_app" => Equals(row.Values["context"]?["authorized_application"]?["pk"], values),
        "context_device" => Equals(row.Values["context"]?["device"]?["pk"], values),
        _ => null,
    };

    private static JsonNode? GetModel(Row row) => row.Values["context"]?["model"];

    private static bool Equals(JsonNode? value, IReadOnlyList<string> values) => value?.ToString() == values[^1];
}

/// <summary>Outposts: they need at least one provider, and all providers must be of their type.</summary>
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

    // The class of a provider of another type. The server checks this only when the request contains the type.
    private string? FindOtherClass(string type, JsonNode? providers) => providers.AsStrings()
        .Select(id => State.Objects.Find(State.Catalog.Find("Provider")!, id)?.Resource.Noun).OfType<string>()
        .Where(noun => !noun.Equals($"{type}Provider", StringComparison.OrdinalIgnoreCase))
        .Select(noun => Classes.FirstOrDefault(name => name.Equals(noun, StringComparison.OrdinalIgnoreCase)) ?? noun)
        .FirstOrDefault();
}
