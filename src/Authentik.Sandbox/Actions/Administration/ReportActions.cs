using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>Exports of users and events, which need a licence. They are complete at once, and their files don't exist.</summary>
internal static class ReportActions
{
    private const string Path = "/reports/exports/";

    public static ListAction[] OfLists { get; } =
    [
        new("POST", "/core/users/export/", (state, request) => Create(state, request, "authentik_core", "user", "Users")),
        new("POST", "/events/events/export/", (state, request) => Create(state, request, "authentik_events", "event", "Events")),
    ];

    private static ApiResponse Create(ServerState state, ApiRequest request, string app, string model, string title)
    {
        if (!Stored.FindAll(state, "/enterprise/license/").Any())
        {
            var message = new JsonArray("Enterprise is required to create/update this object.");
            return Responses.BadRequest(new JsonObject { [FieldErrors.General] = message });
        }

        var resource = state.Catalog.FindByPath(Path)!;
        var row = RowFactory.Add(state, resource, new JsonObject
        {
            ["requested_by"] = Link.Create(request.User!),
            ["requested_on"] = state.Timestamp,
            ["content_type"] = new JsonObject
            {
                ["id"] = 1,
                ["app_label"] = app,
                ["model"] = model,
                ["verbose_name_plural"] = title,
                ["fully_qualified_model"] = $"{app}.{model}",
            },
            ["query_params"] = new JsonObject(
                request.Query.DistinctBy(pair => pair.Key).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["file_url"] = string.Empty,
            ["completed"] = true,
        }, state.Timestamp);
        return Responses.Json(201, new Presenter(state).Show(row, new View(resource, null, request)));
    }
}
