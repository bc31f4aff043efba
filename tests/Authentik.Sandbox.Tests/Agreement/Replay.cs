using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>Sends recorded requests to a sandbox of the same version, one after the other.</summary>
internal sealed class Replay : IDisposable
{
    private const string Root = "/api/v3";
    private const string AdminToken = "fake-token-0123456789";
    private const string PlainUser = "rec-user";

    private readonly BookIndex book;
    private readonly World world;
    private readonly Client client;
    private readonly Translation translation;

    public Replay(string version, BookIndex book)
    {
        this.book = book;
        var sandbox = new Sandbox(new SandboxOptions { Version = ServerVersion.Parse(version), Token = AdminToken, Book = book });
        sandbox.AddToken("fake-plain-user-token-0123456789", PlainUser);
        world = new World(ServerVersion.Parse(version), book, "/");
        client = new Client(sandbox, null);
        translation = new Translation(book, target => Ids(ListAsync(target).GetAwaiter().GetResult(), target));
    }

    /// <summary>True when the sandbox keeps what the request is about.</summary>
    public bool IsKept(Exchange exchange) =>
        (RouteOf(exchange) is { Action: null or "used_by" } route && !ResourceEndpoint.IsListAction(route.Key)) || IsUnknown(exchange);

    /// <summary>True when the book says all about it, and not only that others refer to it; and has the object that decides its kind.</summary>
    public bool IsWhole(Exchange exchange) =>
        RouteOf(exchange) is not { } route || (route.Resource.Operations != Operations.None && (route.Kind is null || book.TryFindModel(route.Kind.ModelName, out _)));

    /// <summary>What the request is about; null when the book does not know.</summary>
    public Resource? ResourceOf(Exchange exchange) => RouteOf(exchange) is { Key: not "me" } route ? route.Resource : null;

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
        var body = route is null ? exchange.Body : translation.Body(route.Resource, exchange.Body, exchange.Status < 300);
        var answer = await client.SendText(
            exchange.Method,
            PathOf(exchange, route) + QueryOf(exchange),
            exchange.BodyText ?? body?.ToJsonString(),
            Header(exchange, "Content-Type") ?? "application/json",
            Header(exchange, "Accept"),
            Header(exchange, "Authorization") ?? string.Empty);
        if (route is not null && exchange.Status == 201 && answer.Status == 201)
        {
            translation.Learn(route.Resource, exchange.Json![route.Resource.Id]!, answer[route.Resource.Id]!);
        }

        return answer;
    }

    public void Dispose() => client.Dispose();

    private Route? RouteOf(Exchange exchange) =>
        exchange.Path.StartsWith(Root + "/", StringComparison.Ordinal) && exchange.Path.EndsWith('/') ? world.Router.Find(exchange.Path[Root.Length..]) : null;

    private static bool IsUnknown(Exchange exchange) => exchange.ContentType.StartsWith("text/html", StringComparison.Ordinal) && exchange.Path.Contains("/no/such/", StringComparison.Ordinal);

    private async Task<IReadOnlyList<JsonNode>> ListAsync(Resource resource)
    {
        var came = await client.SendText("GET", $"{resource.Path}?page_size=100&superuser_full_list=true", null, authorization: $"Bearer {AdminToken}");
        return [.. (RowsOf(came.Json) ?? []).OfType<JsonNode>()];
    }

    private static JsonArray? RowsOf(JsonNode? json) => json as JsonArray ?? (json as JsonObject)?["results"] as JsonArray;

    private static IReadOnlyList<JsonNode> Ids(IReadOnlyList<JsonNode> objects, Resource resource) => [.. objects.Select(one => one[resource.Id]!)];

    private void Learn(Resource resource, JsonArray recorded, IReadOnlyList<JsonNode> present)
    {
        foreach (var name in resource.Names)
        {
            foreach (var old in recorded.OfType<JsonObject>().Where(old => old[name] is not null))
            {
                if (present.FirstOrDefault(one => one[name]?.ToString() == old[name]!.ToString()) is { } found)
                {
                    translation.Learn(resource, old[resource.Id]!, found[resource.Id]!);
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

    private static string QueryOf(Exchange exchange)
    {
        var pairs =
            from pair in exchange.Query
            from value in pair.Value is JsonArray list ? list.AsEnumerable() : [pair.Value]
            select $"{pair.Key}={Uri.EscapeDataString(value?.ToString() ?? string.Empty)}";
        return exchange.Query.Count == 0 ? string.Empty : "?" + string.Join('&', pairs);
    }

    private static string? Header(Exchange exchange, string name) => exchange.Headers[name]?.ToString();
}
