using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Endpoints;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>Sends recorded requests to a sandbox of the same version, one after the other.</summary>
internal sealed class Replay : IDisposable
{
    private const string Root = "/api/v3";
    private const string AdminToken = "fake-token-0123456789";
    private const string PlainUser = "rec-user";

    private readonly BookIndex book;
    private readonly ServerState state;
    private readonly Client client;
    private readonly Translation translation;

    public Replay(string version, BookIndex book)
    {
        this.book = book;
        var options = new SandboxOptions { Version = ServerVersion.Parse(version), Token = AdminToken, Book = book };
        var sandbox = new Sandbox(options);
        sandbox.AddToken("fake-plain-user-token-0123456789", PlainUser);
        state = Sandbox.CreateState(options);
        client = new Client(sandbox, null);
        translation = new Translation(book, target => Ids(ListAsync(target).GetAwaiter().GetResult(), target));
    }

    /// <summary>True when the sandbox keeps what the request is about.</summary>
    public bool IsKept(Exchange exchange) =>
        (RouteOf(exchange) is { } route && IsKept(route)) || IsListAction(exchange) || IsUnknown(exchange);

    private static bool IsKept(Route route) =>
        route.Action is null or "used_by" || ObjectActions.Find(route.Resource, route.Action) is not null;

    /// <summary>
    /// True when the book says all about it, and not only that others refer to it; and has the object that decides its kind.
    /// </summary>
    public bool IsWhole(Exchange exchange) =>
        RouteOf(exchange) is not { } route
            || (route.Resource.Operations != Operations.None && (route.Kind is null || book.TryFindModel(route.Kind.ModelName, out _)));

    /// <summary>True when it is an action, whose answer is not the object.</summary>
    public bool IsAction(Exchange exchange) => RouteOf(exchange) is { Action: not null };

    /// <summary>What the request is about; null when the book does not know.</summary>
    public Resource? ResourceOf(Exchange exchange) => RouteOf(exchange)?.Resource;

    /// <summary>
    /// True when the sandbox has the object that the request is about, or the real server did not have it either. What came
    /// into being by a request that cannot be sent to the sandbox is not there.
    /// </summary>
    public async Task<bool> IsThereAsync(Exchange exchange)
    {
        if (IsFromAgent(exchange) && exchange.Status < 300)
        {
            return false;
        }

        if (RouteOf(exchange) is not { Key: { } key, Resource.IsSingle: false } route || exchange.Status >= 300)
        {
            return true;
        }

        var isId = route.Resource.Key == route.Resource.Id && route.Resource.IdType != FieldType.Text;
        return isId ? translation.Find(route.Resource, key) is not null : (await GetAsync($"{ListOf(route)}{key}/")).Status != 404;
    }

    /// <summary>Objects that were there before anything was recorded, found by their names.</summary>
    public async Task LearnSeedsAsync(IEnumerable<Exchange> exchanges)
    {
        foreach (var exchange in exchanges.Where(exchange => exchange.Method == "GET" && exchange.Status == 200))
        {
            if (RouteOf(exchange) is { Key: null, Resource.IsSingle: false } route && RowsOf(exchange.Json) is { } recorded)
            {
                Learn(route.Resource, recorded, await ListAsync(route.Resource));
            }
        }
    }

    public async Task<Came> SendAsync(Exchange exchange)
    {
        var route = RouteOf(exchange);
        var body = route is null or { Action: not null }
            ? translation.Uuids(exchange.Body)
            : translation.Body(route.Resource, exchange.Body, exchange.Status < 300);
        var answer = await client.SendText(
            exchange.Method,
            PathOf(exchange, route) + QueryOf(exchange, route),
            translation.Text(exchange.BodyText) ?? body?.ToJsonString(),
            Header(exchange, "Content-Type") ?? "application/json",
            Header(exchange, "Accept"),
            Header(exchange, "Authorization") ?? string.Empty);
        if (route is { Key: null } && exchange.Status == 201 && answer.Status == 201)
        {
            Learn(route.Resource, exchange.Json, answer.Json);
        }

        return answer;
    }

    public void Dispose() => client.Dispose();

    // An agent gets its token when its device is enrolled.
    private static bool IsFromAgent(Exchange exchange) =>
        Header(exchange, "Authorization")?.StartsWith("Bearer+agent ", StringComparison.OrdinalIgnoreCase) == true;

    private Route? RouteOf(Exchange exchange) =>
        exchange.Path.StartsWith(Root + "/", StringComparison.Ordinal) ? state.Router.Find(exchange.Path[Root.Length..]) : null;

    private bool IsListAction(Exchange exchange) =>
        exchange.Path.StartsWith(Root + "/", StringComparison.Ordinal)
            && state.Paths.Find(exchange.Path[Root.Length..]) is { } path
            && ListActions.Find(path, exchange.Method) is not null;

    private static bool IsUnknown(Exchange exchange) =>
        exchange.ContentType.StartsWith("text/html", StringComparison.Ordinal)
            && exchange.Path.Contains("/no/such/", StringComparison.Ordinal);

    private async Task<IReadOnlyList<JsonNode>> ListAsync(Resource resource)
    {
        var came = await GetAsync($"{resource.Path}?page_size=100&superuser_full_list=true");
        return [.. (RowsOf(came.Json) ?? []).OfType<JsonNode>()];
    }

    private static JsonArray? RowsOf(JsonNode? json) => json as JsonArray ?? (json as JsonObject)?["results"] as JsonArray;

    private Task<Came> GetAsync(string path) => client.SendText("GET", path, null, authorization: $"Bearer {AdminToken}");

    private static string ListOf(Route route) => route.Kind is null ? route.Resource.Path : route.Resource.Routing!.GetPath(route.Kind);

    private void Learn(Resource resource, JsonNode? recorded, JsonNode? made)
    {
        if ((recorded as JsonObject)?[resource.Id] is { } old && (made as JsonObject)?[resource.Id] is { } now)
        {
            translation.Learn(resource, old, now);
        }
    }

    private static IReadOnlyList<JsonNode> Ids(IReadOnlyList<JsonNode> objects, Resource resource) =>
        [.. objects.Select(one => one[resource.Id]).OfType<JsonNode>()];

    private void Learn(Resource resource, JsonArray recorded, IReadOnlyList<JsonNode> present)
    {
        foreach (var name in resource.Names)
        {
            foreach (var old in recorded.OfType<JsonObject>().Where(old => old[name] is not null))
            {
                if (present.FirstOrDefault(one => one[name]?.ToString() == old[name]!.ToString()) is { } found)
                {
                    Learn(resource, old, found);
                }
            }
        }
    }

    private string PathOf(Exchange exchange, Route? route)
    {
        var path = exchange.Path[Root.Length..];
        if (route?.Key is null || route.Resource.Key != route.Resource.Id || translation.Find(route.Resource, route.Key) is not { } id)
        {
            return path;
        }

        return path.Replace($"/{route.Key}/", $"/{id}/", StringComparison.Ordinal);
    }

    private string QueryOf(Exchange exchange, Route? route)
    {
        var pairs =
            from pair in exchange.Query
            let filter = route?.Resource.Filters.FirstOrDefault(one => one.Name == pair.Key)
            from value in pair.Value is JsonArray list ? list.AsEnumerable() : [pair.Value]
            select $"{pair.Key}={Uri.EscapeDataString(ValueOf(filter, value?.ToString() ?? string.Empty))}";
        return exchange.Query.Count == 0 ? string.Empty : "?" + string.Join('&', pairs);
    }

    private string ValueOf(Filter? filter, string value) =>
        filter?.RefersTo is { } noun && book.TryFind(noun, out var target) && translation.Find(target, value) is { } id
            ? id.ToString()
            : value;

    private static string? Header(Exchange exchange, string name) => exchange.Headers[name]?.ToString();
}
