using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions;

/// <summary>Records what a caller did.</summary>
internal static class AuditLog
{
    /// <summary>Records that the caller has seen a secret.</summary>
    /// <param name="state">The server's state.</param>
    /// <param name="request">The request.</param>
    /// <param name="secret">The object with the secret.</param>
    /// <param name="app">The part of the server that showed it.</param>
    /// <param name="kind">Which secret of the object it is; null when it has one.</param>
    public static void RecordView(ServerState state, ApiRequest request, Row secret, string app, string? kind = null)
    {
        var context = new JsonObject { ["secret"] = Describe(state, secret) };
        if (kind is not null)
        {
            context["type"] = kind;
        }

        context["http_request"] = new JsonObject
        {
            ["args"] = new JsonObject(request.Query.DistinctBy(pair => pair.Key)
                .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["path"] = request.Path,
            ["method"] = request.Method,
            ["request_id"] = request.Id,
            ["user_agent"] = string.Empty,
        };
        var values = new JsonObject
        {
            ["action"] = "secret_view",
            ["app"] = app,
            ["user"] = new JsonObject
            {
                ["pk"] = request.User!.Id.DeepClone(),
                ["email"] = request.User.GetString("email"),
                ["username"] = request.User.GetString("username"),
            },
            ["context"] = context,
            ["client_ip"] = "127.0.0.1",
            ["expires"] = JsonValues.FormatTimestamp(state.Now.AddYears(1)),
            ["brand"] = new JsonObject { ["app"] = "authentik_brands", ["model_name"] = "brand", ["name"] = "Default brand" },
        };
        if (state.Catalog.FindByPath("/events/events/") is { } events)
        {
            RowFactory.Add(state, events, values, state.Timestamp);
        }
    }

    private static JsonObject Describe(ServerState state, Row row)
    {
        var model = state.Facts.FindModel(row.Resource).Split('.');
        return new JsonObject
        {
            ["pk"] = row.IdString.Replace("-", string.Empty, StringComparison.Ordinal),
            ["app"] = model[0],
            ["name"] = row.GetString("identifier") ?? row.GetString("name"),
            ["model_name"] = model[^1],
        };
    }
}
