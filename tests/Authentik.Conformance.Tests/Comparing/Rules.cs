using Authentik.Book;
using Authentik.Conformance.Tests.Documents;
using Authentik.Conformance.Tests.Module;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>
/// What is no difference although module and document say different things. These are all there are, each with its reason.
/// </summary>
internal static class Rules
{
    // The module pages, searches and orders itself.
    private static readonly HashSet<string> OfEveryList = ["page", "page_size", "search", "ordering"];

    // With the full list of applications, which the module always asks for, the server ignores these.
    private static readonly HashSet<(string Noun, string Filter)> IgnoredFilters =
        [("Application", "for_user"), ("Application", "only_with_launch_url")];

    // Servers answer 500 to these, whatever the value: they compare booleans, numbers and ids as if they were text.
    private static readonly HashSet<(string Noun, string Filter)> CrashingFilters =
    [
        ("LdapProvider", "certificate__kp_uuid__iexact"),
        ("LdapProvider", "gid_start_number__iexact"),
        ("LdapProvider", "uid_start_number__iexact"),
        ("ProxyProvider", "basic_auth_enabled__iexact"),
        ("ProxyProvider", "certificate__kp_uuid__iexact"),
        ("ProxyProvider", "internal_host_ssl_validation__iexact"),
        ("ProxyProvider", "property_mappings__iexact"),
    ];

    // The server breaks where it is not said, whatever the documents say.
    private static readonly HashSet<(string Noun, string Field)> RequiredAnyway = [("SamlSource", "issuer")];

    // Whole objects that belong to others: documents show them in requests too, but the server cannot write them.
    private static readonly HashSet<string> WholeObjects = ["flow_set", "promptstage_set", "access_group_obj"];

    // A new device gets its id from the server, as everything else. In 2024.10 no connection can be made, with whatever fields. The event
    // of a notification can't be changed.
    private static readonly (string Noun, string Field, VersionRange Versions)[] NotSent =
    [
        ("AuthenticatorEndpointDevice", "pk", VersionRange.All),
        ("UserConnection", "user", VersionRange.Parse("2024.10")),
        ("Notification", "event", VersionRange.All),
    ];

    // Since 2025.12 one of these can only be found in the list, so the module does so with all versions.
    private static readonly HashSet<string> ReadFromTheList = ["RoleObjectPermission"];

    // Fields that were numbers in old versions; a text holds both.
    private static readonly HashSet<(string Field, FieldType Module, FieldType Document)> Retyped =
    [
        ("pk", FieldType.Text, FieldType.Integer),

        // Milliseconds since 1970, whole numbers beyond 32 bits, and one that is a fraction in some documents.
        ("x_cord", FieldType.Date, FieldType.Integer),
        ("y_cord", FieldType.Number, FieldType.Integer),
        ("id", FieldType.Number, FieldType.Integer),
        ("history_days", FieldType.Integer, FieldType.Number),
    ];

    // What an action leaves out, each with its reason.
    private static readonly Dictionary<string, string[]> LeftOutOfActions = new()
    {
        // Whether the answer is JSON or a file is the module's own choice.
        ["Export-AuthentikCertificate"] = ["download"],
        ["Get-AuthentikCertificatePrivateKey"] = ["download"],
        ["Export-AuthentikSamlMetadata"] = ["download", "download_url"],

        // There is one value.
        ["Add-AuthentikFile"] = ["usage"],
        ["Get-AuthentikFile"] = ["usage"],
        ["Remove-AuthentikFile"] = ["usage"],

        // Descriptions are in the language of the server's user; the names stay.
        ["Export-AuthentikSchema"] = ["lang"],

        // Sums have no order.
        ["Get-AuthentikEventStatistic"] = ["ordering"],
        ["Get-AuthentikEventVolume"] = ["ordering"],
        ["Get-AuthentikTopApplication"] = ["ordering"],

        // One object is asked for: these are the filters of the list that it comes from.
        ["Get-AuthentikLatestLifecycleIteration"] = ["ordering", "search"],
        ["Get-AuthentikOutpostHealth"] =
        [
            "managed__icontains", "managed__iexact", "name__icontains", "name__iexact", "ordering", "providers__isnull", "providers_by_pk",
            "search", "service_connection__name__icontains", "service_connection__name__iexact",
        ],

        // Nothing can be done with the id of an assignment.
        ["Grant-AuthentikPermission"] = ["id"],

        // A part of the form that all uploads share; the import ignores it.
        ["Import-AuthentikFlow"] = ["clear"],

        // The secret is what is asked for; how long it is valid is the connector's setting.
        ["New-AuthentikAgentSignInToken"] = ["expires_in"],
        ["Register-AuthentikAgentDevice"] = ["expires_in"],

        // Of a page of the interface, only its content is of use.
        ["Start-AuthentikPlexSignIn"] = ["component", "final_redirect", "flow_info", "response_errors"],
        ["Test-AuthentikPrompt"] = ["component", "flow_info", "response_errors"],
    };

    // The server breaks, or does nothing, without these, whatever the documents say.
    private static readonly HashSet<string> RequiredByActions =
    [
        "Connect-AuthentikPlexAccount slug",
        "Start-AuthentikPlexSignIn slug",
        "Get-AuthentikFileUsage name",
        "Remove-AuthentikFile name",
        "Import-AuthentikFlow file",
        "Lock-AuthentikUser user",
        "Revoke-AuthentikPermission permissions",
        "Test-AuthentikLdapAccess app_slug",
        "Test-AuthentikRadiusAccess app_slug",
    ];

    // Objects that people write as JSON: the facts of a device are an agent's.
    private static readonly HashSet<string> WrittenAsJson =
    [
        "Send-AuthentikAgentReport disks",
        "Send-AuthentikAgentReport groups", "Send-AuthentikAgentReport hardware", "Send-AuthentikAgentReport network",
        "Send-AuthentikAgentReport os", "Send-AuthentikAgentReport processes", "Send-AuthentikAgentReport software",
        "Send-AuthentikAgentReport users",
    ];

    // It repeats the caller's token.
    private static readonly HashSet<(string Shape, string Field)> LeftOutOfShapes = [("SystemStatus", "http_headers")];

    // Seen on servers, though no document has it.
    private static readonly HashSet<(string Shape, string Field)> OnServersOnly = [("BlueprintFile", "version")];

    /// <summary>True for a parameter or a field of the answer that an action leaves out on purpose.</summary>
    public static bool IsLeftOut(ApiAction action, string field) =>
        WholeObjects.Contains(field) || LeftOutOfActions.GetValueOrDefault(action.Command, []).Contains(field);

    /// <summary>True for a parameter of an action that takes JSON where the document describes an object.</summary>
    public static bool IsWrittenAsJson(string parameter) => WrittenAsJson.Contains(parameter);

    /// <summary>True for a field of an answer that no shape has on purpose.</summary>
    public static bool IsLeftOut(Shape shape, string field) => LeftOutOfShapes.Contains((shape.Name, field));

    /// <summary>True for a field that servers answer and no document has.</summary>
    public static bool IsOnServersOnly(Shape shape, string field) => OnServersOnly.Contains((shape.Name, field));

    /// <summary>True for a parameter of an action that is required although the documents do not say so.</summary>
    public static bool IsRequiredAnyway(string parameter) => RequiredByActions.Contains(parameter);

    /// <summary>True for a query parameter that is the module's business and not the user's.</summary>
    public static bool IsNoFilter(Resource resource, string name) =>
        OfEveryList.Contains(name)
        || IgnoredFilters.Contains((resource.Noun, name))
        || CrashingFilters.Contains((resource.Noun, name))
        || (resource.ListQuery.Any(pair => pair.Key == name) && resource.Filters.All(filter => filter.Name != name));

    /// <summary>
    /// True for a field of requests that the document has and that must not be sent. An id makes a change into a second object.
    /// </summary>
    public static bool IsNotForUsers(Resource resource, Operations what, string field, ServerVersion version) =>
        WholeObjects.Contains(field)
        || (what == Operations.Set && field == resource.Id)
        || NotSent.Any(one => one.Noun == resource.Noun && one.Field == field && one.Versions.Contains(version));

    /// <summary>True for a field that a new object needs although the documents do not say so.</summary>
    public static bool IsRequiredAnyway(Resource resource, string field) => RequiredAnyway.Contains((resource.Noun, field));

    /// <summary>True for a resource that is read from its list although some versions have a path of one object.</summary>
    public static bool IsReadFromTheList(Resource resource) => ReadFromTheList.Contains(resource.Noun);

    /// <summary>
    /// True for a field that some versions type otherwise, and whole numbers beyond 32 bits, which the module has as numbers.
    /// </summary>
    public static bool IsWider(string name, FieldType module, ApiType api) =>
        Retyped.Contains((name, module, api.Kind)) || (module == FieldType.Number && api.IsLong);

    /// <summary>Documents tell ids, dates and values less exactly than the module does, and describe some objects as free-form.</summary>
    public static bool IsMoreExact(FieldType module, string? refersTo, ApiType api) => module switch
    {
        FieldType.Text => api.Kind == FieldType.Json && api.IsList,
        FieldType.Reference => api.Kind == FieldType.Text || api.Kind == Authentik.Resources.Book[refersTo!].IdType,
        FieldType.Enum or FieldType.Date or FieldType.Duration or FieldType.Uuid => api.Kind == FieldType.Text,
        FieldType.Shape => api.Kind == FieldType.Json,
        _ => false,
    };

    /// <summary>
    /// Some old versions answer with the whole object where others do with its id; the client takes the id out of it.
    /// </summary>
    public static bool IsWholeObject(FieldType module, ApiType api, bool isRequest) =>
        module == FieldType.Reference && api.Kind == FieldType.Shape && !isRequest;

    /// <summary>A filter of free-form data is its JSON as text.</summary>
    public static bool IsJsonText(FieldType module, ApiType api) => module == FieldType.Json && api.Kind == FieldType.Text;

    /// <summary>
    /// An object that the document describes in place may be free-form: such objects grow with every version, and all they hold
    /// is read.
    /// </summary>
    public static bool IsFreeForm(FieldType module, ApiType api) =>
        module == FieldType.Json && api is { Kind: FieldType.Shape, IsNamed: false };

    /// <summary>
    /// A version that takes null must be allowed it; null in an answer counts only where the field can be sent or never is.
    /// </summary>
    public static bool MustAllowNull(Field field, ApiType api, bool isRequest, ServerVersion version) =>
        api.IsNullable && (isRequest || field.Writable.IsNone || field.Writable.Contains(version));

    /// <summary>A list of all kinds says less of an object than the lists of its kinds do.</summary>
    public static bool IsSaidByMembers(Resource family, string field, Func<Resource, IReadOnlySet<string>> fieldsOf) =>
        CompiledModule.Members[family.Noun].Any(member => fieldsOf(member).Contains(field));
}
