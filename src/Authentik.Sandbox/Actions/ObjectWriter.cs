using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writing;

namespace Authentik.Sandboxing.Actions;

/// <summary>Creates and changes objects on behalf of an action, with all the checks of a request for the object itself.</summary>
internal sealed class ObjectWriter(ServerState state, ApiRequest request)
{
    /// <summary>The new object, or what is wrong with it.</summary>
    public (Row? Row, JsonNode? Errors) Create(Resource resource, JsonObject values) => Write(resource, null, values, "POST");

    /// <summary>The changed object, or what is wrong with the change.</summary>
    public (Row? Row, JsonNode? Errors) Change(Row row, JsonObject values) => Write(row.Resource, row, values, "PATCH");

    private (Row? Row, JsonNode? Errors) Write(Resource resource, Row? existing, JsonObject values, string method)
    {
        if (state.Router.Find(resource.Path) is not { } list)
        {
            return (null, "The sandbox has no list of these objects.");
        }

        var change = new Change(request.With(method), list with { Resource = resource }, existing, values);
        var (row, rejection) = new Writer(state).Write(change);
        return (row, rejection is { Body.Length: > 0 } ? JsonParser.Parse(rejection.Body) : null);
    }
}
