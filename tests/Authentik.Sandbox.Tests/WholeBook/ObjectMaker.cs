using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.WholeBook;

/// <summary>Makes objects of any resource of the book, with what it refers to, out of nothing but what the book says.</summary>
internal sealed class ObjectMaker(ServerState state, Client client)
{
    public const int PageSize = 100;

    private const int DeepestReference = 6;

    // A certificate of nobody's, valid for a hundred years.
    private static readonly string Certificate = Pem.SelfSigned();

    // What a server wants beside the required fields, or in a form that a field's type does not tell.
    private static readonly Dictionary<string, string> Particulars = new(StringComparer.Ordinal)
    {
        ["/policies/reputation/"] = """{ "check_ip": true }""",
        ["/stages/identification/"] = """{ "user_fields": ["username"] }""",
        ["/managed/blueprints/"] = """{ "path": "default/some.yaml" }""",
        ["/providers/proxy/"] = """{ "internal_host": "http://inside.example", "mode": "proxy" }""",
        ["/sources/oauth/"] = """{ "provider_type": "github" }""",
        ["/sources/ldap/"] = """{ "server_uri": "ldap://directory.example", "sync_users": false, "sync_groups": false }""",
        ["/outposts/instances/"] = """{ "type": "proxy" }""",
        ["/enterprise/license/"] = """{ "key": "ey-sandbox" }""",
    };

    private int counter;

    /// <summary>
    /// The fields that a request for a new object must have, with values; null when one of them refers to what cannot be made.
    /// </summary>
    public async Task<JsonObject?> BodyAsync(Resource resource, Kind? kind, int depth = 0)
    {
        var body = new JsonObject();
        foreach (var field in state.Catalog.FindWritable(resource, kind)
            .Where(field => field.SentBy.HasFlag(Operations.New) && state.Catalog.Requires(field)))
        {
            var value = await ValueAsync(resource, field, kind, depth);
            if (value is null && !field.IsNullable)
            {
                return null;
            }

            body[field.Name] = value;
        }

        await AddParticularsAsync(resource, body, depth);
        return body;
    }

    /// <summary>What has to go along with any change of that resource, whatever is changed.</summary>
    public static JsonObject Along(Resource resource, JsonNode present)
    {
        var along = new JsonObject();
        foreach (var field in resource.Fields.Where(field => field.IsResent && present[field.Name] is not null))
        {
            along[field.Name] = present[field.Name]!.DeepClone();
        }

        foreach (var (name, value) in Particular(resource))
        {
            along[name] = value?.DeepClone();
        }

        if (resource.Path == "/policies/bindings/")
        {
            along["target"] = present["target"]?.DeepClone();
            along["policy"] = present["policy"]?.DeepClone();
        }

        return along;
    }

    /// <summary>Makes one object; null when it cannot be made.</summary>
    public async Task<JsonNode?> MakeAsync(Resource resource, int depth = 0)
    {
        var maker = Creatable(resource).FirstOrDefault();
        if (maker is null || depth > DeepestReference)
        {
            return null;
        }

        var kind = KindOf(maker);
        var body = await BodyAsync(maker, kind, depth);
        var came = body is null ? null : await client.Post(PathOf(maker, kind), body);
        return came?.Status == 201 ? came.Json : null;
    }

    /// <summary>Where the objects are listed: all kinds in one place, or on versions without that by their kind.</summary>
    public string ListPath(Resource resource) =>
        resource.Routing?.Together.Contains(state.Version) == false ? PathOf(resource, KindOf(resource)) : resource.Path;

    public Kind? KindOf(Resource resource) =>
        resource.Routing?.Kinds.FirstOrDefault(kind => kind.Versions.Contains(state.Version) && kind.Name == "oauth");

    public static string PathOf(Resource resource, Kind? kind) => kind is null ? resource.Path : resource.Routing!.GetPath(kind);

    /// <summary>A value for a field, other than the present one.</summary>
    public async Task<JsonNode?> ValueAsync(Resource resource, Field field, Kind? kind, int depth = 0, JsonNode? present = null)
    {
        if (Particular(resource).TryGetPropertyValue(field.Name, out var particular))
        {
            return particular?.DeepClone();
        }

        if (kind is not null && resource.Routing?.By == field.Name)
        {
            return await ReferenceToKindAsync(kind);
        }

        if (field.AsLines.Contains(state.Version))
        {
            return "https://one.example\nhttps://two.example";
        }

        var value = await OneAsync(resource, field, depth, present is JsonArray ? null : present);
        return field.IsList && value is not null ? new JsonArray(value) : value;
    }

    private static JsonObject Particular(Resource resource) =>
        Particulars.TryGetValue(resource.Path, out var text) ? (JsonObject)Json.Of(text) : [];

    private async Task AddParticularsAsync(Resource resource, JsonObject body, int depth)
    {
        foreach (var (name, value) in Particular(resource))
        {
            body[name] = value?.DeepClone();
        }

        if (resource.Path is "/policies/bindings/" or "/endpoints/device_bindings/" && resource.TryFindField("policy", out var policy))
        {
            body["policy"] = await OneAsync(resource, policy, depth, null);
        }
    }

    private async Task<JsonNode?> OneAsync(Resource resource, Field field, int depth, JsonNode? present) => field.Type switch
    {
        FieldType.Text => Text(field, present),
        FieldType.Duration when field.AsMinutes.Contains(state.Version) => ++counter,
        FieldType.Duration => $"minutes={++counter}",
        FieldType.Integer => (present?.GetValue<long>() ?? 0) + 1,
        FieldType.Number => (present?.GetValue<decimal>() ?? 0) + 1,
        FieldType.Boolean => !(present?.GetValue<bool>() ?? false),
        FieldType.Date => "2031-05-04T10:00:00Z",
        FieldType.Uuid when field.TargetNouns.Count > 0 => await TargetAsync(field, depth),
        FieldType.Uuid => Guid.NewGuid().ToString(),
        FieldType.Json => new JsonObject { ["made"] = ++counter },
        FieldType.Enum => Choice(field, present),
        FieldType.Reference => await ReferenceAsync(resource, field, depth),
        FieldType.Shape => await ShapeAsync(resource, field.Shape!, depth),
        _ => null,
    };

    private string Text(Field field, JsonNode? present)
    {
        counter++;
        return field.Name switch
        {
            "certificate_data" => Certificate,
            "key_data" => string.Empty,
            "path" => $"made/here{counter}",
            "meta_launch_url" => $"https://made{counter}.example/",
            _ when field.Name.Contains("email", StringComparison.Ordinal) => $"made{counter}@example.com",
            _ => $"made-{counter}",
        };
    }

    private string? Choice(Field field, JsonNode? present)
    {
        var choices = field.Values!.Values.Where(value => value.Versions.Contains(state.Version)).Select(value => value.Text).ToList();
        return choices.Find(text => text != present?.ToString()) ?? choices.FirstOrDefault();
    }

    private async Task<JsonNode?> ReferenceAsync(Resource resource, Field field, int depth)
    {
        if (state.Catalog.FindTarget(field) is not { } target)
        {
            return Guid.NewGuid().ToString();
        }

        // An outpost serves providers of its own type, which is that of its particulars.
        target = resource.Noun == "Outpost" && target.Noun == "Provider" ? state.Catalog.Find("ProxyProvider")! : target;
        var made = await MakeAsync(target, depth + 1);
        made ??= await ListAsync(target) is [var first, ..] ? first : null;
        return made?[target.Id]?.DeepClone();
    }

    private async Task<JsonNode?> TargetAsync(Field field, int depth)
    {
        foreach (var target in state.Catalog.FindTargets(field.TargetNouns))
        {
            if (await MakeAsync(target, depth + 1) is { } made)
            {
                var ids = target.TargetIds.Select(one => one.Name).Append("uuid").Append(target.Id);
                var id = ids.Select(name => made[name]).FirstOrDefault(one => one is not null);
                return id?.DeepClone();
            }
        }

        return null;
    }

    private async Task<JsonNode?> ReferenceToKindAsync(Kind kind)
    {
        var decides = state.Catalog.Resources.FirstOrDefault(resource => resource.ModelName == kind.ModelName);
        return decides is null ? null : (await MakeAsync(decides, 1))?[decides.Id]?.DeepClone();
    }

    private async Task<JsonNode?> ShapeAsync(Resource resource, Shape shape, int depth)
    {
        var made = new JsonObject();
        foreach (var field in shape.Fields.Where(state.Catalog.Requires))
        {
            made[field.Name] = await OneAsync(resource, field, depth, null);
        }

        return made;
    }

    /// <summary>What a list shows.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(Resource resource, string query = "")
    {
        var came = await client.Get($"{ListPath(resource)}?page_size={PageSize}&superuser_full_list=true{query}");
        return Rows(came);
    }

    public static IReadOnlyList<JsonNode> Rows(Came came) =>
        [.. ((came.Json as JsonArray ?? (came.Json as JsonObject)?["results"] as JsonArray) ?? []).OfType<JsonNode>()];

    /// <summary>The resource itself, or the members of a family, of which an object can be made.</summary>
    public IEnumerable<Resource> Creatable(Resource resource) =>
        state.Catalog.Resources.Where(member => state.Catalog.IsMember(member, resource) && !IsFamily(member) && CanBeMade(member));

    private bool IsFamily(Resource resource) => state.Catalog.Resources.Any(member => member.Family == resource.Noun);

    private bool CanBeMade(Resource resource) => resource.GetVersions(Operations.New).Contains(state.Version)
        && !state.Facts.CrashesOnCreate(resource)
        && (resource.Routing is null
            || (KindOf(resource) is not null && resource.GetField(resource.Routing.By).Writable.Contains(state.Version)))
        && state.Catalog.FindWritable(resource, KindOf(resource)).Any();
}
