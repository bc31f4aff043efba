using System.Security.Cryptography;
using System.Text;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Flows;

/// <summary>
/// Blueprints: those that exist as files, and applying them. A blueprint of a file changes nothing, because there are no files.
/// </summary>
internal static class BlueprintActions
{
    private const string Path = "/managed/blueprints/";
    private const string Status = "status";

    public static ObjectAction[] OfObjects { get; } = [new(Path, "apply", Apply)];

    public static ListAction[] OfLists { get; } =
    [
        new("GET", Path + "available/", ListAvailable),
        new("POST", Path + "import/", Import),
    ];

    private static ApiResponse ListAvailable(ServerState state, ApiRequest request) => Responses.Ok(new JsonArray(
    [
        .. FindFiles(state).Select(row => new JsonObject
        {
            ["path"] = row.GetString("path"),
            ["version"] = 1,
            ["hash"] = Convert.ToHexString(SHA512.HashData(Encoding.UTF8.GetBytes(row.GetString("path")!))).ToLowerInvariant(),
            ["last_m"] = row.Values["last_applied"].AsTimestamp()?.ToUnixTimeSeconds() ?? 0,
            ["meta"] = row.Values["metadata"]?.DeepClone(),
        }),
    ]));

    private static IEnumerable<Row> FindFiles(ServerState state) =>
        Stored.FindAll(state, Path).Where(row => row.GetString("path") is { Length: > 0 }).DistinctBy(row => row.GetString("path"));

    // Newer servers respond before the work is done, and so with the old status.
    private static ApiResponse Apply(ServerState state, ApiRequest request, Row row)
    {
        var view = new View(row.Resource, null, request);
        var before = new Presenter(state).Show(row, view);
        var isApplied = row.GetString("content") is not { Length: > 0 } content || new Blueprint(state, request).Apply(content);
        row.Values[Status] = isApplied ? "successful" : "error";
        row.Values["last_applied"] = state.Timestamp;
        BackgroundWork.Run(
            state, row, "authentik.blueprints.v1.tasks.apply_blueprint", row.GetString("name"), "Applies a single blueprint.");
        return Responses.Ok(state.IsFrom(2025, 8) ? before : new Presenter(state).Show(row, view));
    }

    private static ApiResponse Import(ServerState state, ApiRequest request) => MultipartForm.Read(request, form =>
    {
        var (file, path) = (form.Find("file"), form.Find("path")?.Text);
        if (file is null && path is { Length: > 0 })
        {
            return FindFiles(state).Any(row => row.GetString("path") == path)
                ? Respond(200, [], isDone: true)
                : Responses.BadRequest(new JsonObject { ["path"] = new JsonArray("Blueprint file does not exist") });
        }

        return ImportFile(state, request, file);
    });

    /// <summary>Applies a file that was sent.</summary>
    public static ApiResponse ImportFile(ServerState state, ApiRequest request, FormPart? file)
    {
        if (file is null)
        {
            return Respond(400, [], isDone: false);
        }

        var blueprint = new Blueprint(state, request);
        var isDone = blueprint.Apply(file.Text);
        return Respond(200, blueprint.Logs, isDone);
    }

    private static ApiResponse Respond(int status, JsonArray logs, bool isDone) =>
        Responses.Json(status, new JsonObject { ["logs"] = logs, ["success"] = isDone });
}
