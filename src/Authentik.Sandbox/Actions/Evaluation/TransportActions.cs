using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Evaluation;

/// <summary>Sends a notification by a transport, as a server without a network and a mail server does.</summary>
internal static class TransportActions
{
    private const string Path = "/events/transports/";

    public static ObjectAction[] OfObjects { get; } = [new(Path, "test", Test)];

    private static ApiResponse Test(ServerState state, ApiRequest request, Row transport) => transport.GetString("mode") switch
    {
        "local" => SendToUser(state, request.User!, transport),
        "email" => SendMail(state, request.User!),
        _ => FailToConnect(transport),
    };

    private static ApiResponse Succeed() => Responses.Ok(new JsonObject { ["messages"] = new JsonArray() });

    private static ApiResponse SendToUser(ServerState state, Row user, Row transport)
    {
        if (transport.Values["webhook_mapping_body"] is not null)
        {
            throw new NotModelledException("local notifications with a mapping");
        }

        var one = RowFactory.Add(state, state.Catalog.FindByPath("/events/events/")!, CreateEvent(user), state.Timestamp);
        RowFactory.Add(
            state,
            state.Catalog.FindByPath("/events/notifications/")!,
            new JsonObject
            {
                ["severity"] = "notice",
                ["body"] = $"Test Notification from transport {transport.GetString("name")}",
                ["event"] = Link.Create(one),
                ["user"] = user.Id.DeepClone(),
            },
            state.Timestamp);
        return Succeed();
    }

    private static JsonObject CreateEvent(Row user) => new()
    {
        ["action"] = "custom_notification_test",
        ["app"] = "authentik.events.api.notification_transports",
        ["user"] = new JsonObject(),
        ["context"] = new JsonObject
        {
            ["user"] = new JsonObject
            {
                ["pk"] = user.Id.DeepClone(),
                ["email"] = user.GetString("email"),
                ["username"] = user.GetString("username"),
            },
            ["context"] = new JsonObject { ["foo"] = "bar" },
        },
        ["client_ip"] = null,
    };

    // From 2025.8 on a task sends the mail, later.
    private static ApiResponse SendMail(ServerState state, Row user) =>
        string.IsNullOrWhiteSpace(user.GetString("email")) ? throw new NotModelledException("mail to a user without an address")
        : state.IsFrom(2025, 8) ? Succeed()
        : Responses.Json(500, "[Errno 111] Connection refused");

    private static ApiResponse FailToConnect(Row transport)
    {
        var isUrl = Uri.TryCreate(transport.GetString("webhook_url"), UriKind.Absolute, out var uri);
        if (!isUrl || !uri!.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            throw new NotModelledException("webhooks without a web address");
        }

        var (kind, host) = (uri.Scheme.ToUpperInvariant(), $"host='{uri.Host}', port={uri.Port}");
        var (error, cause) = uri.HostNameType == UriHostNameType.Dns
            ? ("NameResolutionError", $"Failed to resolve '{uri.Host}' ([Errno -2] Name or service not known)")
            : ("NewConnectionError", "Failed to establish a new connection: [Errno 111] Connection refused");
        var failure = $"Max retries exceeded with url: {uri.PathAndQuery} (Caused by {error}(\"{kind}Connection({host}): {cause}\"))";
        return Responses.Json(500, $"{kind}ConnectionPool({host}): {failure}");
    }
}
