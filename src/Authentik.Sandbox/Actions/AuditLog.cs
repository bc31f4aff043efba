using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions;

/// <summary>Records what a caller did.</summary>
internal static class AuditLog
{
    private const string Hidden = "********************";

    private static readonly string[] Recorded = ["/core/tokens/", "/providers/oauth2/", "/providers/radius/"];

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

        Add(state, request, "secret_view", app, context);
    }

    /// <summary>
    /// Records that the caller created or changed an object. The server does so for almost everything; here it's done for the objects with
    /// secrets whose age the event log tells, and for managed objects, because the log tells if somebody changed them.
    /// </summary>
    /// <param name="state">The server's state.</param>
    /// <param name="request">The request.</param>
    /// <param name="row">The object.</param>
    /// <param name="isNew">True if it was created.</param>
    /// <param name="fields">The fields that were sent.</param>
    public static void RecordChange(ServerState state, ApiRequest request, Row row, bool isNew, IEnumerable<string> fields)
    {
        if (!Recorded.Contains(row.Resource.Path) && row.GetString("managed") is null)
        {
            return;
        }

        var context = new JsonObject { ["model"] = Describe(state, row) };
        if (!state.IsFrom(2024, 12))
        {
            // Only older servers say what differs, without secrets.
            context["diff"] = new JsonObject(fields.Distinct().Select(field =>
                KeyValuePair.Create(field, (JsonNode?)new JsonObject { ["new_value"] = Hidden, ["previous_value"] = null })));
        }

        Add(state, request, isNew ? "model_created" : "model_updated", "authentik.events.middleware", context);
    }

    private static void Add(ServerState state, ApiRequest request, string action, string app, JsonObject context)
    {
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
            ["action"] = action,
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
