using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Actions;
using Authentik.Sandboxing.Lists;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Http;

/// <summary>Answers what is asked of one resource of the book: its list, its objects, and who uses them.</summary>
internal sealed class ResourceEndpoint(World world, Route route)
{
    private const string UsedByAction = "used_by";
    private const Operations Writing = Operations.New | Operations.Set | Operations.Remove;

    // What stands behind a list's path and is no object. The sandbox has none of it.
    private static readonly HashSet<string> ListActions = new(StringComparer.Ordinal)
    {
        "account_lockdown", "bulk_delete", "cache_clear", "cache_info", "export", "generate", "impersonate_end", "import", "import_metadata",
        "mark_all_seen", "paths", "service_account", "source_types", "types", "user_settings",
    };

    private readonly Presenter presenter = new(world);

    /// <summary>True when a word behind a list's path names something to be done, and no object.</summary>
    public static bool IsListAction(string? word) => word is not null && ListActions.Contains(word);

    public Answer Answer(ApiCall call)
    {
        var permissions = new Permissions(world, call);
        if (permissions.Refusal(route) is { } refusal)
        {
            return refusal;
        }

        return route.Resource.IsSingle ? OfSingle(call)
            : route.Key is null ? OfList(call, permissions)
            : OfObject(call, permissions);
    }

    private Answer OfSingle(ApiCall call) => call.Method switch
    {
        "GET" or "HEAD" => world.Objects.Only(route.Resource) is { } row ? Show(200, row, call) : Answers.NotModelled(route.Resource.Path),
        "PUT" or "PATCH" when IsChangeable => Update(call, world.Objects.Only(route.Resource)!),
        "OPTIONS" => Options(SingleAllowed),
        _ => Answers.MethodNotAllowed(call.Method, SingleAllowed),
    };

    private Answer OfList(ApiCall call, Permissions permissions) => call.Method switch
    {
        "GET" or "HEAD" => new Listing(world, route, call).Answer(row => permissions.Sees(route.Resource, row)),
        "POST" when IsCreatable => Create(call),
        "OPTIONS" => Options(IsCreatable ? "GET, POST, HEAD, OPTIONS" : "GET, HEAD, OPTIONS"),
        _ => Answers.MethodNotAllowed(call.Method, IsCreatable ? "GET, POST, HEAD, OPTIONS" : "GET, HEAD, OPTIONS"),
    };

    private Answer OfObject(ApiCall call, Permissions permissions)
    {
        var found = Find();
        var row = found is not null && permissions.Sees(route.Resource, found) ? found : null;
        if (row is null && IsListAction(route.Key))
        {
            return Answers.NotModelled($"{call.Method} {route.Resource.Path}{route.Key}/");
        }

        return route.Action switch
        {
            null => OfObject(call, row),
            UsedByAction when Lacks(Missing.UsedBy) => Answers.Nowhere(call.Method),
            UsedByAction => call.Method is "GET" or "HEAD" ? WhoUses(row) : Answers.MethodNotAllowed(call.Method, "GET, HEAD, OPTIONS"),
            _ => ObjectActions.Find(route.Resource, route.Action) is { } action ? Do(action, call, row) : NotModelled(call),
        };
    }

    private Answer OfObject(ApiCall call, Row? row) => call.Method switch
    {
        _ when !HasObjects => Answers.Nowhere(call.Method),
        "GET" or "HEAD" when IsReadable => row is null ? NoObject() : Show(200, row, call),
        "PUT" or "PATCH" when IsChangeable => row is null ? NoObject() : Update(call, row),
        "DELETE" when IsRemovable => row is null ? NoObject() : Delete(row),
        "OPTIONS" => Options(Allowed),
        _ => Answers.MethodNotAllowed(call.Method, Allowed),
    };

    private string Allowed => string.Join(", ", Methods());

    private string SingleAllowed => IsChangeable ? "GET, PUT, PATCH, HEAD, OPTIONS" : "GET, HEAD, OPTIONS";

    // Nothing can be done with an object: the server has no such URL.
    private bool HasObjects => IsReadable || IsChangeable || IsRemovable;

    private bool IsReadable => !Lacks(Missing.Retrieve);

    // The list of a whole family, or of all kinds, cannot know what to make.
    private bool IsCreatable => IsWritable && Can(Operations.New) && !(route.Resource.Kinds is not null && route.Kind is null);

    private bool IsChangeable => IsWritable && Can(Operations.Set);

    private bool IsRemovable => Can(Operations.Remove) && !world.Facts.HasNoObjects(route.Resource);

    private bool IsWritable => !world.Catalog.IsFamily(route.Resource) && world.Catalog.Taken(route.Resource, route.Kind).Any();

    // Where the book has no command that writes, it does not say whether the server has.
    private bool Can(Operations operation) => (route.Resource.Operations & Writing) == 0 || route.Resource.VersionsOf(operation).Contains(world.Version);

    private bool Lacks(Missing part) => route.Resource.Without.HasFlag(part);

    private IEnumerable<string> Methods()
    {
        string[] reading = IsReadable ? ["GET"] : [];
        string[] changing = IsChangeable ? ["PUT", "PATCH"] : [];
        string[] removing = IsRemovable ? ["DELETE"] : [];
        return [.. reading, .. changing, .. removing, .. reading.Length > 0 ? new[] { "HEAD" } : [], "OPTIONS"];
    }

    private Row? Find()
    {
        var row = world.Objects.FindBy(route.Resource, route.Resource.Key, route.Key!);
        return row is not null && (route.Kind is null || row.Kind == route.Kind) ? row : null;
    }

    // An id of the wrong form is told as such, and older servers tell nothing at all.
    private Answer NoObject()
    {
        var hasForm = route.Resource.Key != route.Resource.Id || route.Resource.IdKind switch
        {
            FieldKind.Integer => long.TryParse(route.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            FieldKind.Uuid => Guid.TryParse(route.Key, out _),
            _ => true,
        };
        return Answers.Detail(404, hasForm && world.IsFrom(2025, 2)
            ? $"No {world.Facts.ClassName(route.Resource, route.Kind)} matches the given query."
            : "Not found.");
    }

    private Answer Show(int status, Row row, ApiCall call) => row.IsUnreadable
        ? Answers.Crash(call.Method)
        : Answers.Json(status, presenter.Show(row, new View(route.Resource, route.Kind, call)));

    private Answer Create(ApiCall call) => Write(call, null, 201);

    private Answer Update(ApiCall call, Row row) => Write(call, row, 200);

    private Answer Write(ApiCall call, Row? existing, int status)
    {
        var (body, unreadable) = Writer.ReadBody(call);
        if (body is null)
        {
            return unreadable!;
        }

        var (row, refusal) = new Writer(world).Write(new Change(call, route, existing, body));

        // The answer to the write itself still shows a number that no later answer can.
        return refusal ?? Answers.Json(status, presenter.Show(row!, new View(route.Resource, route.Kind, call)));
    }

    private Answer Delete(Row row)
    {
        if (world.Rules.Of(row.Resource).Select(rules => rules.RefuseRemoval(row)).FirstOrDefault(refusal => refusal is not null) is { } refusal)
        {
            return refusal;
        }

        new Deletion(world).Delete(row);
        return Answers.NoContent();
    }

    private Answer Do(ObjectAction action, ApiCall call, Row? row) =>
        !action.Takes(call.Method) ? Answers.MethodNotAllowed(call.Method, action.Allowed)
        : row is null ? NoObject()
        : action.Do(world, call, row);

    private Answer NotModelled(ApiCall call) => Answers.NotModelled($"{call.Method} {route.Resource.Path}{{{route.Resource.Key}}}/{route.Action}/");

    private Answer WhoUses(Row? row) => row is null ? NoObject() : Answers.Ok(new Relations.UsedBy(world).Of(row));

    private Answer Options(string allowed)
    {
        var answer = new JsonObject
        {
            ["name"] = route.Resource.Noun,
            ["description"] = route.Resource.Title,
            ["renders"] = new JsonArray("application/json"),
            ["parses"] = new JsonArray("application/json"),
        };
        if (IsChangeable)
        {
            answer["actions"] = new JsonObject { [route.Key is null ? "POST" : "PUT"] = DescribeFields() };
        }

        return Answers.Ok(answer).With("Allow", allowed);
    }

    private JsonObject DescribeFields()
    {
        var taken = world.Catalog.Taken(route.Resource, route.Kind).ToHashSet();
        return new JsonObject(world.Catalog.Stored(route.Resource, route.Kind).Select(field => new KeyValuePair<string, JsonNode?>(field.Name, new JsonObject
        {
            ["type"] = field.Kind == FieldKind.Enum ? "choice" : "field",
            ["required"] = world.Catalog.Requires(field),
            ["read_only"] = !taken.Contains(field),
            ["label"] = field.Name.Replace('_', ' '),
        })));
    }
}
