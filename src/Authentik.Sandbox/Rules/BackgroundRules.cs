using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

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
