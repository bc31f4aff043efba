using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Applications;

/// <summary>An application, its provider and its bindings in one request: all of them, or nothing.</summary>
internal static class TransactionalActions
{
    private const string App = "app";
    private const string Provider = "provider";
    private const string Model = "provider_model";
    private const string Bindings = "policy_bindings";

    public static ListAction[] OfLists { get; } =
    [
        new("PUT", "/core/transactional/applications/", Create) { Caller = Caller.User },
    ];

    private static ApiResponse Create(ServerState state, ApiRequest request) => ActionBody.Read(request, body =>
    {
        var app = body.RequireObject(App);
        var model = body.RequireText(Model);
        var provider = body.RequireObject(Provider);
        if (!Memberships.IsSuperuser(state, request.User!))
        {
            return RejectPlainUser(state, model);
        }

        var made = new List<Row>();
        var rejection = Create(state, request, body, (app, model, provider), made);
        if (rejection is not null)
        {
            made.ForEach(new Deletion(state).Delete);
        }

        return rejection ?? Responses.Ok(new JsonObject { ["applied"] = true, ["logs"] = new JsonArray() });
    });

    private static ApiResponse RejectPlainUser(ServerState state, string model) => state.IsFrom(2024, 12)
        ? Responses.Json(403, new JsonObject { [Provider] = $"User lacks permission to create {model}" })
        : Responses.PermissionDenied();

    // Everything is checked before the response, so that one response names all errors.
    private static ApiResponse? Create(
        ServerState state, ApiRequest request, ActionBody body, (JsonObject App, string Model, JsonObject Provider) wanted, List<Row> made)
    {
        var providers = state.Catalog.Resources.Where(one => one.Family == "Provider");
        var resource = providers.FirstOrDefault(one => state.Facts.FindModel(one) == wanted.Model);
        if (wanted.Model.Length > 0 && resource is null)
        {
            body.Reject(Model, $"\"{wanted.Model}\" is not a valid choice.");
        }

        var applications = state.Catalog.FindByPath("/core/applications/")!;
        var own = (JsonObject)wanted.App.DeepClone();
        own.Remove(Provider);
        var application = body.Values[App] is JsonObject ? Make(state, request, body, (App, applications, own), made) : null;
        var provider = body.Rejection is null && resource is not null
            ? Make(state, request, body, (Provider, resource, wanted.Provider), made)
            : null;
        if (application is not null && provider is not null)
        {
            application.Values[Provider] = provider.Id.DeepClone();
            MakeBindings(state, request, body, application, made);
        }

        return body.Rejection;
    }

    // Older servers ignore the bindings: the application is then open to everyone.
    private static void MakeBindings(ServerState state, ApiRequest request, ActionBody body, Row application, List<Row> made)
    {
        if (!state.IsFrom(2024, 12) || body.Values[Bindings] is not JsonArray bindings)
        {
            return;
        }

        var (all, resource) = (new JsonArray(), state.Catalog.FindByPath("/policies/bindings/")!);
        foreach (var binding in bindings)
        {
            var values = binding?.DeepClone() as JsonObject ?? [];
            values["target"] = application.IdString;
            var one = new ActionBody([]);
            if (Make(state, request, one, (Bindings, resource, values), made) is null)
            {
                all.Add(one.Errors[Bindings]?.DeepClone());
            }
        }

        if (all.Count > 0)
        {
            body.Reject(Bindings, all);
        }
    }

    private static Row? Make(
        ServerState state, ApiRequest request, ActionBody body, (string Name, Resource Resource, JsonObject Values) wanted, List<Row> made)
    {
        var (row, errors) = new ObjectWriter(state, request).Create(wanted.Resource, wanted.Values);
        if (row is not null)
        {
            made.Add(row);
        }
        else
        {
            body.Reject(wanted.Name, errors ?? new JsonObject());
        }

        return row;
    }
}
