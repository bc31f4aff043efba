using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>Lists that are the same on every server of a version: kinds of objects, words of events, templates, countries.</summary>
internal static class ListedFacts
{
    private const string VersionsMark = "$versions";

    private static readonly JsonObject Types = EmbeddedFiles.Read("Lists/types.json");
    private static readonly JsonObject Words = EmbeddedFiles.Read("Lists/words.json");
    private static readonly JsonObject System = EmbeddedFiles.Read("Lists/system.json");

    public static ListAction[] OfLists { get; } =
    [
        .. Types.Select(list => Create(list.Key, state => ShowTypes(state, list.Value!.AsArray(), hasIcons: true))),
        .. Words.Select(list => Create(list.Key, state => ShowTypes(state, list.Value!.AsArray(), hasIcons: false))),
        .. System.Select(list => Create(list.Key, state => new JsonArray([.. Find(state, list.Value!.AsArray())]))),
        Create("/policies/geoip_iso3166/", _ => ListCountries()),
        new("GET", "/sources/oauth/source_types/", ListSourceTypes),
    ];

    private static ListAction Create(string path, Func<ServerState, JsonArray> list) =>
        new("GET", path, (state, _) => Responses.Ok(list(state)));

    private static IEnumerable<JsonObject> Find(ServerState state, JsonArray list) =>
        from one in list.OfType<JsonObject>()
        where one[VersionsMark].AsString() is not { } range || VersionRange.Parse(range).Contains(state.Version)
        select WithoutMark(one);

    private static JsonObject WithoutMark(JsonObject one)
    {
        var copy = (JsonObject)one.DeepClone();
        copy.Remove(VersionsMark);
        return copy;
    }

    private static JsonArray ShowTypes(ServerState state, JsonArray list, bool hasIcons) =>
        new([.. Find(state, list).Select(one => ShowType(state, one, hasIcons))]);

    private static JsonObject ShowType(ServerState state, JsonObject one, bool hasIcons)
    {
        var shown = new JsonObject
        {
            ["name"] = one["name"]?.DeepClone(),
            ["description"] = one["description"].AsString() ?? string.Empty,
            ["component"] = one["component"].AsString() ?? string.Empty,
            ["model_name"] = one["model_name"].AsString() ?? string.Empty,
        };
        if (hasIcons)
        {
            shown["icon_url"] = one["icon_url"].AsString();
        }

        shown["requires_enterprise"] = one["requires_enterprise"].AsBoolean() == true;
        if (state.IsFrom(2025, 12))
        {
            shown["deprecated"] = one["deprecated"].AsBoolean() == true;
        }

        return shown;
    }

    private static JsonArray ListCountries() => new([.. EmbeddedFiles.Read("Lists/countries.json")
        .Select(pair => new JsonObject { ["code"] = pair.Key, ["name"] = pair.Value!.DeepClone() })]);

    private static ApiResponse ListSourceTypes(ServerState state, ApiRequest request)
    {
        var name = request.FindValue("name");
        var all = Find(state, EmbeddedFiles.ReadList("oauth-source-types.json"));
        return Responses.Ok(new JsonArray([.. all.Where(one => string.IsNullOrEmpty(name) || one["name"].AsString() == name)]));
    }
}
