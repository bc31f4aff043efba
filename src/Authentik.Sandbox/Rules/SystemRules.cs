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
        "action" => row.GetString("action")?.Contains(values[^1], StringComparison.OrdinalIgnoreCase) == true,
        "actions" => values.Contains(row.GetString("action")),
        "username" => Equals(row.Values["user"]?["username"], values)
            || (State.IsFrom(2025, 8) && Equals(row.Values["context"]?["username"], values)),
        "brand_name" => Equals(row.Values["brand"]?["name"], values),
        "context_model_app" => Equals(GetModel(row)?["app"], values),
        "context_model_name" => Equals(GetModel(row)?["model_name"], values),
        "context_model_pk" => GetModel(row)?["pk"]?.ToString() == values[^1].Replace("-", string.Empty, StringComparison.Ordinal),
        "context_authorized_app" => Equals(row.Values["context"]?["authorized_application"]?["pk"], values),
        "context_device" => Equals(row.Values["context"]?["device"]?["pk"], values),
        _ => null,
    };

    private static JsonNode? GetModel(Row row) => row.Values["context"]?["model"];

    private static bool Equals(JsonNode? value, IReadOnlyList<string> values) => value?.ToString() == values[^1];
}

/// <summary>
/// Objects that a server synchronizes. From 2025.8 on, each has a schedule for it. Older servers do it whenever the object is saved.
/// </summary>
internal sealed class SynchronizedRules : ResourceRules
{
    private readonly string actor;
    private readonly string uidField;
    private readonly string description;

    private SynchronizedRules(ServerState state, string path, string actor, string uidField, string description)
        : base(state) => (Path, this.actor, this.uidField, this.description) = (path, actor, uidField, description);

    public override string Path { get; }

    public static IEnumerable<ResourceRules> CreateAll(ServerState state) =>
    [
        new SynchronizedRules(state, "/providers/scim/", "authentik.providers.scim.tasks.scim_sync", "name", "SCIM"),
        new SynchronizedRules(
            state,
            "/providers/google_workspace/",
            "authentik.enterprise.providers.google_workspace.tasks.google_workspace_sync",
            "name",
            "Google Workspace"),
        new SynchronizedRules(
            state,
            "/providers/microsoft_entra/",
            "authentik.enterprise.providers.microsoft_entra.tasks.microsoft_entra_sync",
            "name",
            "Microsoft Entra"),
        new SynchronizedRules(state, "/sources/ldap/", "authentik.sources.ldap.tasks.ldap_sync", "slug", "LDAP"),
        new SynchronizedRules(state, "/sources/kerberos/", "authentik.sources.kerberos.tasks.kerberos_sync", "slug", "Kerberos"),
    ];

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        var uid = row.GetString(uidField) ?? string.Empty;
        BackgroundWork.Schedule(State, row, actor, uid, "41 */4 * * *", $"Synchronizes all of {description}.");
        BackgroundWork.RunOld(State, row, actor[(actor.LastIndexOf('.') + 1)..], uid, $"Synchronizes all of {description}.");
    }
}

/// <summary>Tasks and schedules: the filters for the object that they belong to.</summary>
internal sealed class BackgroundWorkRules(ServerState state, string path) : ResourceRules(state)
{
    public override string Path => path;

    public static IEnumerable<ResourceRules> CreateAll(ServerState state) =>
        [new BackgroundWorkRules(state, BackgroundWork.Tasks), new BackgroundWorkRules(state, BackgroundWork.Schedules)];

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "rel_obj_content_type__app_label" => row.GetString("rel_obj_app_label") == values[^1],
        "rel_obj_content_type__model" => row.GetString("rel_obj_model") == values[^1],
        "rel_obj_id__isnull" => string.IsNullOrEmpty(row.GetString("rel_obj_id")) == (values[^1] is "true" or "True"),
        _ => null,
    };
}
