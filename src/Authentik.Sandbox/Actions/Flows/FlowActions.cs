using System.Text;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Flows;

/// <summary>Flows: their diagram, the link with which one starts, and their export and import.</summary>
internal static class FlowActions
{
    private const string Path = "/flows/instances/";

    public static ObjectAction[] OfObjects { get; } =
    [
        new(Path, "diagram", (state, _, flow) => Responses.Ok(new JsonObject { ["diagram"] = new FlowDiagram(state, flow).Draw() })),
        new(Path, "execute", Execute),
        new(Path, "export", (state, _, flow) => Export(state, flow)),
    ];

    public static ListAction[] OfLists { get; } =
    [
        new("POST", Path + "import/", (state, request) =>
            MultipartForm.Read(request, form => BlueprintActions.ImportFile(state, request, form.Find("file")))),
    ];

    // The session has no effect on tokens.
    private static ApiResponse Execute(ServerState state, ApiRequest request, Row flow)
    {
        var link = $"{request.Origin}{state.UrlPrefix}/if/flow/{flow.GetString("slug")}/";
        return Responses.Ok(new JsonObject { ["link"] = link }).AddHeader("Set-Cookie", "authentik_session=sandbox; HttpOnly; Path=/");
    }

    // The server says that the YAML is HTML.
    private static ApiResponse Export(ServerState state, Row flow) => new(
        200,
        Encoding.UTF8.GetBytes(YamlWriter.Write(new FlowExport(state, flow).Create())),
        [new("Content-Type", Responses.Html), new("Content-Disposition", $"attachment; filename=\"{flow.GetString("slug")}.yaml\"")]);
}
