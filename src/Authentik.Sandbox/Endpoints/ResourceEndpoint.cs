using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Actions;
using Authentik.Sandboxing.Actions.Applications;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;
using Authentik.Sandboxing.Writing;

namespace Authentik.Sandboxing.Endpoints;

/// <summary>Responds to requests for a resource of the book: its list, its objects, and what uses them.</summary>
internal sealed class ResourceEndpoint(ServerState state, Route route)
{
    private const string UsedByAction = "used_by";

    private readonly Presenter presenter = new(state);

    public ApiResponse Respond(ApiRequest request)
    {
        var permissions = new Permissions(state, request);
        if (permissions.Check(route) is { } rejection)
        {
            return rejection;
        }

        if (!route.Path.Allows(request.Method))
        {
            return Responses.MethodNotAllowed(request.Method, route.Path.Allow);
        }

        return request.Method == "OPTIONS" ? RespondWithOptions()
            : route.Resource.IsSingle ? RespondWithObject(request, state.Objects.FindSingle(route.Resource))
            : route.Key is null ? RespondWithList(request, permissions)
            : RespondWithObject(request, FindVisible(permissions));
    }

    private ApiResponse RespondWithList(ApiRequest request, Permissions permissions) => request.Method switch
    {
        "GET" or "HEAD" => List(request, permissions),
        "POST" when IsWritable => Write(request, null, 201),
        _ => NotModelled(request),
    };

    private ApiResponse List(ApiRequest request, Permissions permissions)
    {
        var (isOnPage, rejection) = AccessActions.FindPageFilter(state, request, route.Resource);
        return rejection ?? new Listing(state, route, request) { IsOnPage = isOnPage }
            .Respond(row => permissions.CanSee(route.Resource, row));
    }

    private ApiResponse RespondWithObject(ApiRequest request, Row? row)
    {
        var action = ObjectActions.Find(route.Resource, route.Action);
        if (route.Action is not null and not UsedByAction && action is null)
        {
            return NotModelled(request);
        }

        return row is null ? (route.Resource.IsSingle ? NotModelled(request) : RejectMissingObject(action is not null))
            : action is not null ? action.Respond(state, request, row)
            : route.Action is not null ? Responses.Ok(new UsageFinder(state).Find(row))
            : RespondWithExisting(request, row);
    }

    private ApiResponse RespondWithExisting(ApiRequest request, Row row) => request.Method switch
    {
        "GET" or "HEAD" => row.IsUnreadable ? Responses.Crash(request.Method) : Show(200, row, request),
        "PUT" or "PATCH" when IsWritable => Write(request, row, 200),
        "DELETE" => Delete(row),
        _ => NotModelled(request),
    };

    private bool IsWritable => state.Catalog.FindWritable(route.Resource, route.Kind).Any();

    private ApiResponse NotModelled(ApiRequest request) =>
        Responses.NotModelled($"{request.Method} {string.Join('/', route.Path.Segments)}");

    private Row? FindVisible(Permissions permissions)
    {
        var row = state.Objects.FindBy(route.Resource, route.Resource.Key, route.Key!);
        var isOfKind = route.Kind is null || row?.Kind == route.Kind;
        return row is not null && isOfKind && permissions.CanSee(route.Resource, row) ? row : null;
    }

    // The message for an id of the wrong format is shorter, as are all messages of older servers, except those of actions.
    private ApiResponse RejectMissingObject(bool isAction)
    {
        var isId = route.Resource.Key == route.Resource.Id;
        var isWellFormed = !isId || route.Resource.IdType switch
        {
            FieldType.Integer => long.TryParse(route.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            FieldType.Uuid => Guid.TryParse(route.Key, out _),
            _ => true,
        };
        return Responses.Detail(404, isWellFormed && (isAction || state.IsFrom(2025, 2))
            ? $"No {state.Facts.FindClassName(route.Resource, route.Kind)} matches the given query."
            : "Not found.");
    }

    private ApiResponse Show(int status, Row row, ApiRequest request) =>
        Responses.Json(status, presenter.Show(row, new View(route.Resource, route.Kind, request)));

    private ApiResponse Write(ApiRequest request, Row? existing, int status)
    {
        var (body, badBody) = RequestBody.Read(request);
        if (body is null)
        {
            return badBody!;
        }

        // The response to the write itself still shows a number that no later response can show.
        var (row, rejection) = new Writer(state).Write(new Change(request, route, existing, body));
        if (row is not null)
        {
            AuditLog.RecordChange(state, request, row, existing is null, body.Select(field => field.Key));
        }

        return rejection ?? Show(status, row!, request);
    }

    private ApiResponse Delete(Row row)
    {
        var rejections = state.Rules.Find(row.Resource).Select(rules => rules.CheckRemoval(row));
        if (rejections.FirstOrDefault(rejection => rejection is not null) is { } first)
        {
            return first;
        }

        new Deletion(state).Delete(row);
        return Responses.NoContent();
    }

    private ApiResponse RespondWithOptions()
    {
        var body = new JsonObject
        {
            ["name"] = route.Resource.Noun,
            ["description"] = route.Resource.Title,
            ["renders"] = new JsonArray("application/json"),
            ["parses"] = new JsonArray("application/json"),
        };
        if (Array.Find(["POST", "PUT"], route.Path.Allows) is { } method)
        {
            body["actions"] = new JsonObject { [method] = DescribeFields() };
        }

        return Responses.Ok(body).AddHeader("Allow", route.Path.Allow);
    }

    private JsonObject DescribeFields()
    {
        var writable = state.Catalog.FindWritable(route.Resource, route.Kind).ToHashSet();
        var described = new JsonObject();
        foreach (var field in state.Catalog.FindStored(route.Resource, route.Kind))
        {
            described[field.Name] = new JsonObject
            {
                ["type"] = field.Type == FieldType.Enum ? "choice" : "field",
                ["required"] = state.Catalog.Requires(field),
                ["read_only"] = !writable.Contains(field),
                ["label"] = field.Name.Replace('_', ' '),
            };
        }

        return described;
    }
}
