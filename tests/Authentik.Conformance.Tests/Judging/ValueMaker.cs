using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Conformance.Tests.Judging;

/// <summary>Makes values out of what the book says of a field: its type, its values, what it refers to.</summary>
internal sealed class ValueMaker(ServerVersion version, string file)
{
    private const string Name = "made";
    private const string Email = "made@example.com";
    private const string Address = "https://made.example.com/";
    private const string DurationText = "hours=2";
    private const string Date = "2031-05-04T10:00:00Z";
    private const string Id = "5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f11";

    // What the documents say beyond a field's type: a format, a limit.
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["from_address"] = Email,
        ["delegated_subject"] = Email,
        ["external_host"] = Address,
        ["internal_host"] = Address,
        ["provider_model"] = "authentik_providers_scim.scimprovider",
    };

    private static readonly Dictionary<string, long> Numbers = new(StringComparer.Ordinal) { ["reputation_lower_limit"] = -1 };

    // Free-form JSON for the module, but not for the documents.
    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["flags"] =
            """
            {
              "core_default_app_access": true, "enterprise_audit_include_expanded_diff": true,
              "flows_continuous_login": true, "flows_refresh_others": true, "policies_buffered_access_view": true
            }
            """,
        ["os"] = """{ "family": "linux" }""",
        ["disks"] = """{ "name": "made", "mountpoint": "/" }""",
        ["network"] = """{ "hostname": "made", "interfaces": [] }""",
        ["hardware"] = """{ "serial": "made" }""",
        ["software"] = """{ "name": "made", "source": "made" }""",
        ["processes"] = """{ "id": 1, "name": "made" }""",
        ["users"] = """{ "id": "made" }""",
        ["groups"] = """{ "id": "made" }""",
    };

    /// <summary>The value of a parameter, as a command gives it to the client.</summary>
    public object MakeValue(Field field) => field.IsList && !field.IsPiped ? new[] { MakeOneValue(field) } : MakeOneValue(field);

    /// <summary>The value of a parameter of an action, which can be an object that it creates.</summary>
    public object MakeValue(Field field, ApiAction action)
    {
        if (field.Creates is not { } facts)
        {
            return MakeValue(field);
        }

        var type = facts.TypeField is null ? null : MakeText(action.Field(facts.TypeField));
        var resource = Authentik.Resources.Book.TryFindModel(type, out var member) ? member : Authentik.Resources.Book[facts.Noun];
        var keys = new FieldValues();
        var sent = resource.Fields.Where(key => key.SentBy.HasFlag(Operations.New) && key.Writable.Contains(version));
        foreach (var key in sent.Where(key => !facts.Without.Contains(key.Name)).DistinctBy(key => key.OneOf ?? key.Name))
        {
            keys.Set(key, MakeValue(key));
        }

        var made = new NewObject(field, resource, keys);
        return field.IsList ? new object?[] { made } : made;
    }

    /// <summary>The object of that resource, as a server sends it.</summary>
    public JsonObject MakeObject(Resource resource, Kind? kind)
    {
        var made = MakeFields(resource.Fields.Where(field => field.Readable.Contains(version)));
        if (resource.ModelName is not null)
        {
            made[Resource.ModelField] = resource.ModelName;
        }

        if (resource.Routing is { } route && kind is not null)
        {
            made[route.ObjectField] = MakeDecider(resource, kind);
            made[route.By] = MakeDecider(resource, kind);
        }

        return made;
    }

    /// <summary>The object that decides of which kind another one is.</summary>
    public JsonObject MakeDecider(Resource resource, Kind kind)
    {
        var made = MakeObject(FindDecider(resource), kind: null);
        made[Resource.ModelField] = kind.ModelName;
        return made;
    }

    /// <summary>The resource of the object that decides of which kind another one is.</summary>
    public static Resource FindDecider(Resource resource) => Authentik.Resources.Book[resource.GetField(resource.Routing!.By).RefersTo!];

    private JsonObject MakeFields(IEnumerable<Field> fields) =>
        new(fields.Select(field => new KeyValuePair<string, JsonNode?>(field.Name, MakeJson(field))));

    private object MakeOneValue(Field field) => field.Type switch
    {
        FieldType.Reference when field.SentPart is not null => MakeWholeIdentity(Authentik.Resources.Book[field.RefersTo!]),
        FieldType.Reference => MakeIdentity(Authentik.Resources.Book[field.RefersTo!]),
        _ when field.TargetNouns.Count > 0 => new AnyIdentity(Guid.Parse(Id)),
        FieldType.Text when field.IsSecret => SecretText.Protect(MakeText(field)),
        FieldType.Date => DateTimeOffset.Parse(Date, null),
        FieldType.Duration => Duration.Parse(DurationText),
        FieldType.Uuid => Guid.Parse(Id),
        FieldType.Shape => MakeNested(field.Shape!),
        FieldType.File => file,
        FieldType.Integer => Numbers.GetValueOrDefault(field.Name, 1),
        FieldType.Number => 1m,
        FieldType.Boolean => true,
        FieldType.Json => MakePart(field),
        _ => MakeText(field),
    };

    private static Identity MakeIdentity(Resource resource) => resource.IdType switch
    {
        FieldType.Integer => resource.MakeIdentity(1L),
        FieldType.Uuid => resource.MakeIdentity(Guid.Parse(Id)),
        _ => resource.MakeIdentity(Name, isId: true),
    };

    // Where a field other than the id is sent, the object itself needs no search.
    private Identity MakeWholeIdentity(Resource resource)
    {
        var made = resource.CreateObject();
        made.Fill(JsonSerializer.SerializeToElement(MakeObject(resource, kind: null)), session: null);
        return resource.MakeIdentity(made);
    }

    private AuthentikObject MakeNested(Shape shape)
    {
        var made = shape.CreateObject();
        var fields = MakeFields(shape.Fields.Where(field => field.Writable.Contains(version)));
        made.Fill(JsonSerializer.SerializeToElement(fields), session: null);
        return made;
    }

    private JsonNode? MakeJson(Field field)
    {
        if (field.AsLines.Contains(version))
        {
            return Address;
        }

        return field.IsList ? new JsonArray(MakeOneJson(field)) : MakeOneJson(field);
    }

    private JsonNode? MakeOneJson(Field field) => field.Type switch
    {
        FieldType.Reference => MakeId(Authentik.Resources.Book[field.RefersTo!]),
        FieldType.Date => Date,
        FieldType.Duration => field.AsMinutes.Contains(version) ? 120 : DurationText,
        FieldType.Uuid => Id,
        FieldType.Shape => MakeFields(field.Shape!.Fields.Where(part => part.Type != FieldType.Shape)),
        FieldType.Integer => Numbers.GetValueOrDefault(field.Name, 1),
        FieldType.Number => 1,
        FieldType.Boolean => true,
        FieldType.Json => MakePart(field),
        _ => MakeText(field),
    };

    private static JsonNode MakeId(Resource resource) => resource.IdType switch
    {
        FieldType.Integer => 1,
        FieldType.Uuid => Id,
        _ => Name,
    };

    private static JsonNode MakePart(Field field) => Parts.TryGetValue(field.Name, out var json)
        ? JsonNode.Parse(json)!
        : new JsonObject { [Name] = 1 };

    private string MakeText(Field field) => field switch
    {
        _ when Texts.TryGetValue(field.Name, out var text) => text,
        { Values: { } values } => values.Values.First(value => value.Versions.Contains(version)).Text,
        _ when field.Name.Contains("email", StringComparison.Ordinal) => Email,
        _ when field.Name.Contains("url", StringComparison.Ordinal) || field.Name.Contains("uri", StringComparison.Ordinal) => Address,
        _ => Name,
    };
}
