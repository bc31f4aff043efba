using System.Text.Json;
using Authentik.Book;
using Authentik.Sessions;

namespace Authentik.Client.Tests.Support;

/// <summary>An object in a recorded answer, and what is read of it.</summary>
internal sealed record RecordedObject(string File, Resource Resource, JsonElement Json, AuthentikObject Object)
{
    private const string Root = ServerAddress.ApiRoot;

    // OPTIONS answers with a description and no object.
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH"];

    /// <summary>All objects of the book's resources that a version answered with.</summary>
    public static IEnumerable<RecordedObject> Read(string version)
    {
        var session = Fake.Session(new FakeTransport(_ => throw new InvalidOperationException()), version);
        return
            from one in ReadExchanges(version)
            from json in Objects(one.Exchange.Json!.Value)
            select new RecordedObject(one.Exchange.File, one.Resource, json, ObjectReader.Read(one.Resource, json, session));
    }

    /// <summary>The requests that created or changed an object of the book's resources.</summary>
    public static IEnumerable<(Exchange Exchange, Resource Resource)> ReadWrites(string version) => ReadExchanges(version).Where(one =>
        one.Exchange.Method != "GET" && one.Exchange.Body?.ValueKind == JsonValueKind.Object
        && one.Exchange.Json?.ValueKind == JsonValueKind.Object);

    private static IEnumerable<(Exchange Exchange, Resource Resource)> ReadExchanges(string version)
    {
        var server = ServerVersion.Parse(version);
        var book = Resources.Book.Resources
            .Where(resource => resource.Operations != Operations.None && resource.Versions.Contains(server))
            .ToList();
        return
            from exchange in Recordings.Read(version)
            where exchange.Status is >= 200 and < 300 && exchange.Json is not null && Methods.Contains(exchange.Method)
            let resource = ResourceOf(exchange, book)
            where resource is not null
            select (exchange, resource);
    }

    // The list of one resource may look like an object of another, so lists come first.
    private static Resource? ResourceOf(Exchange exchange, IReadOnlyList<Resource> book)
    {
        var path = exchange.Path.StartsWith(Root, StringComparison.Ordinal) ? exchange.Path[Root.Length..] : string.Empty;
        return book.FirstOrDefault(resource => Lists(resource).Contains(path))
            ?? book.FirstOrDefault(resource => Lists(resource).Any(list => IsItem(path, list, resource.Key, exchange.Json!.Value)));
    }

    private static IEnumerable<string> Lists(Resource resource) =>
        resource.Routing is { } kinds ? kinds.Kinds.Select(kinds.GetPath).Prepend(resource.Path) : [resource.Path];

    // What is below a list may be an action; an object is what has the key that the path names.
    private static bool IsItem(string path, string list, string key, JsonElement answer) =>
        path.StartsWith(list, StringComparison.Ordinal)
        && path[list.Length..].Split('/') is [{ Length: > 0 } named, ""]
        && answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(key, out var value) && value.ToString() == named;

    private static IEnumerable<JsonElement> Objects(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("results", out var results) => results.EnumerateArray(),
        JsonValueKind.Object => [json],
        JsonValueKind.Array => json.EnumerateArray(),
        _ => [],
    };
}
