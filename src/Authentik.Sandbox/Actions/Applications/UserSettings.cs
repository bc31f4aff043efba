using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Applications;

/// <summary>What users find in their settings: stages that they can set up, and sources that they can connect to.</summary>
internal static class UserSettings
{
    private const string StageStart = "/stages/";
    private const string Password = "/stages/password/";

    // In the order of the list; a stage that isn't here has no settings.
    private static readonly string[] StagePaths =
    [
        "/stages/authenticator/duo/", "/stages/authenticator/email/", "/stages/authenticator/sms/", "/stages/authenticator/static/",
        "/stages/authenticator/totp/", "/stages/authenticator/webauthn/", Password,
    ];

    // The address where a source of a kind is connected; null for a kind that has another one.
    private static readonly Dictionary<string, string?> SourceAddresses = new(StringComparer.Ordinal)
    {
        ["/sources/oauth/"] = "/source/oauth/login/{0}/",
        ["/sources/saml/"] = "/source/saml/{0}/",
        ["/sources/kerberos/"] = "/source/kerberos/{0}/",
        ["/sources/plex/"] = null,
        ["/sources/telegram/"] = null,
    };

    public static ListAction[] OfLists { get; } =
    [
        new("GET", "/stages/all/user_settings/", ListStages) { Caller = Caller.User },
        new("GET", "/sources/all/user_settings/", ListSources) { Caller = Caller.User },
    ];

    private static ApiResponse ListStages(ServerState state, ApiRequest request)
    {
        var stages = StagePaths.SelectMany(path => Stored.FindAll(state, path).OrderBy(GetName, StringComparer.Ordinal));
        var shown = stages.Where(stage => stage.Resource.Path != Password || stage.GetString("configure_flow") is not null);
        return Responses.Ok(new JsonArray([.. shown.Select(stage => ShowStage(state, stage))]));
    }

    private static JsonObject ShowStage(ServerState state, Row stage)
    {
        var title = stage.GetString("friendly_name");
        var shown = new JsonObject
        {
            ["title"] = string.IsNullOrEmpty(title) ? state.Facts.FindNames(stage.Resource)?["verbose_name"]?.DeepClone() : title,
            ["component"] = $"ak-user-settings-{stage.Resource.Path[StageStart.Length..^1].Replace('/', '-')}",
            ["object_uid"] = stage.IdString,
        };
        if (stage.GetString("configure_flow") is not null)
        {
            shown["configure_url"] = $"{state.UrlPrefix}/flows/-/configure/{stage.IdString}/";
        }

        return shown;
    }

    // Policies aren't evaluated, so that every enabled source is there.
    private static ApiResponse ListSources(ServerState state, ApiRequest request)
    {
        var sources = Stored.FindAll(state, "/sources/all/")
            .Where(source => SourceAddresses.ContainsKey(source.Resource.Path) && source.Values["enabled"].AsBoolean() == true)
            .OrderBy(GetName, StringComparer.Ordinal);
        return Responses.Ok(new JsonArray([.. sources.Select(source => ShowSource(state, request, source))]));
    }

    private static JsonObject ShowSource(ServerState state, ApiRequest request, Row source)
    {
        var picture = new Presenter(state).Show(source, new View(source.Resource, null, request));
        return new JsonObject
        {
            ["object_uid"] = source.GetString("slug"),
            ["component"] = $"ak-user-settings-source-{source.Resource.Path.Split('/')[2]}",
            ["title"] = GetName(source),
            ["configure_url"] = FindAddress(state, source),
            ["icon_url"] = (picture["icon_url"] ?? picture["icon"])?.DeepClone(),
        };
    }

    private static string? FindAddress(ServerState state, Row source) => SourceAddresses[source.Resource.Path] is { } address
        ? state.UrlPrefix + string.Format(CultureInfo.InvariantCulture, address, source.GetString("slug"))
        : source.GetString("client_id") ?? $"bot_username={source.GetString("bot_username")}"
            + $"&request_message_access={(source.Values["request_message_access"].AsBoolean() == true ? "True" : "False")}";

    private static string? GetName(Row row) => row.GetString("name");
}
