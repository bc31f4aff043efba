using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Data;

/// <summary>
/// What real servers were seen to do and the book has no place for: defaults, texts of errors, names of models. It lies in
/// <c>resources.json</c>, by path, and in <c>kinds.json</c>, by model. A member of a family has what its family has.
/// Where nothing is said, a rule of thumb answers.
/// </summary>
internal sealed partial class Facts(ServerVersion version, Catalog catalog)
{
    private static readonly JsonObject Resources = EmbeddedFiles.Read("resources.json");
    private static readonly JsonObject Kinds = EmbeddedFiles.Read("kinds.json");

    /// <summary>The model, such as <c>authentik_core.user</c>.</summary>
    public string Model(Resource resource) =>
        resource.ModelName ?? Own(resource, "model").AsText() ?? $"authentik_{resource.Path.Split('/')[1]}.{resource.Noun.ToLowerInvariant()}";

    /// <summary>The model that <c>used_by</c> names; a member of a family is seen as what its family is.</summary>
    public string UsedModel(Resource resource) => Own(resource, "used-as").AsText() ?? Model(resource);

    /// <summary>The name of the model's class, as messages have it.</summary>
    public string ClassName(Resource resource, Kind? kind)
    {
        if (Own(resource, kind is null ? "class" : "class-of-kind").AsText() is { } name)
        {
            return name.Replace("{kind}", kind is null ? string.Empty : KindWord(kind), StringComparison.Ordinal);
        }

        return Acronyms().Replace(resource.Noun, match => match.Value.ToUpperInvariant());
    }

    /// <summary>An object in one line, as <c>used_by</c> names it.</summary>
    public string Line(Row row, Resource seenAs)
    {
        var template = Own(seenAs, "line").AsText() ?? seenAs.Title[..1].ToUpperInvariant() + seenAs.Title[1..] + " {" + NameField(seenAs) + "}";
        return Placeholders().Replace(template, match => row.Values[match.Groups[1].Value]?.ToString() ?? string.Empty);
    }

    /// <summary>The message when that field's value is taken; null when values may repeat.</summary>
    public string? UniqueMessage(Resource resource, Field field)
    {
        var known = Chain(resource).Select(at => Choose(Entry(at)?["unique"]?[field.Name]).AsText()).FirstOrDefault(message => message is not null);
        return known ?? (field.IsUnique ? $"{resource.Title} with this {field.Name.Replace('_', ' ')} already exists." : null);
    }

    /// <summary>Fields that no two objects may have in common.</summary>
    public IReadOnlyList<string> Together(Resource resource) => [.. Lookup(resource, "together").AsTexts()];

    /// <summary>The field a list is ordered by.</summary>
    public string Order(Resource resource) => Own(resource, "order").AsText() ?? NameField(resource);

    /// <summary>The fields a search looks into.</summary>
    public IReadOnlyList<string> Search(Resource resource) => Lookup(resource, "search") is JsonArray fields ? [.. fields.AsTexts()] : resource.Names;

    /// <summary>True when a required text may be empty.</summary>
    public bool IsBlankAllowed(Resource resource, Field field) => Lookup(resource, "blank").AsTexts().Contains(field.Name);

    /// <summary>True when a whole object must have the field, although the book lets it be.</summary>
    public bool IsRequired(Resource resource, Field field) => Lookup(resource, "required").AsTexts().Contains(field.Name);

    /// <summary>True when the text of a field is a slug.</summary>
    public bool IsSlug(Resource resource, Field field) => field.Name == "slug" || Lookup(resource, "slugs").AsTexts().Contains(field.Name);

    /// <summary>The length of the text that the server makes up for a field; null when it makes up none.</summary>
    public int? MadeUpLength(Resource resource, Field field) => Lookup(resource, "made-up") is JsonObject lengths ? (int?)lengths[field.Name].AsNumber() : null;

    /// <summary>The paths of the resources whose objects this one shows; empty for one that keeps its own.</summary>
    public IReadOnlyList<string> Shows(Resource resource) => [.. Own(resource, "shows").AsTexts()];

    /// <summary>Whose objects the caller sees: <c>always</c> nobody's but their own, <c>mostly</c> all of them as a superuser; null where that is no question.</summary>
    public string? IsOwn(Resource resource) => Own(resource, "own").AsText();

    /// <summary>True when everybody may make such an object for themselves.</summary>
    public bool IsForAnybody(Resource resource) => Own(resource, "anybody").AsBoolean() == true;

    /// <summary>True when a list has no URLs of single objects, although commands can do something with them by other ways.</summary>
    public bool HasNoObjects(Resource resource) => Own(resource, "no-objects").AsBoolean() == true;

    /// <summary>Fields that show who made an object.</summary>
    public IReadOnlyList<string> Makers(Resource resource) => [.. Lookup(resource, "maker").AsTexts()];

    /// <summary>True when a nested object is stored as it was sent, whatever it should have.</summary>
    public bool IsAsSent(Resource resource, Field field) => Lookup(resource, "as-sent").AsTexts().Contains(field.Name);

    /// <summary>True when the server keeps a value that no answer shows, and filters by it; in the sandbox nobody ever set one.</summary>
    public bool IsHidden(Resource resource, string name) => Lookup(resource, "hidden").AsTexts().Contains(name);

    /// <summary>True when a filter takes the id of what is not there, and finds nothing.</summary>
    public bool IsUnchecked(Resource resource, string filter) => Own(resource, "unchecked").AsTexts().Contains(filter);

    /// <summary>Query parameters without which a list is refused.</summary>
    public IReadOnlyList<string> Demands(Resource resource) => [.. Own(resource, "demands").AsTexts()];

    /// <summary>True when making such an object wants a licence.</summary>
    public bool IsLicensed(Resource resource) => Own(resource, "licensed").AsBoolean() == true;

    /// <summary>True when making such an object breaks the server.</summary>
    public bool BreaksOnCreate(Resource resource) => Own(resource, "breaks").AsBoolean() == true;

    /// <summary>True when answers leave the field out, whatever the API's description says.</summary>
    public bool IsOmitted(Resource resource, Field field) => Lookup(resource, "omits").AsTexts().Contains(field.Name);

    /// <summary>What happens to an object when the one it refers to is deleted.</summary>
    public string? OnDelete(Resource resource, Field field) => Lookup(resource, "on-delete") is JsonObject map ? map[field.Name].AsText() : null;

    /// <summary>What a field has when nothing was sent for it, where that is not what its type suggests.</summary>
    public bool TryDefault(Resource resource, Field field, out JsonNode? value)
    {
        value = null;
        foreach (var at in Chain(resource))
        {
            if (Entry(at)?["defaults"] is JsonObject defaults && defaults.TryGetPropertyValue(field.Name, out value))
            {
                value = Choose(value)?.DeepClone();
                return true;
            }
        }

        return false;
    }

    /// <summary>The form of the interface and the names of a kind within its family; null when nothing is known.</summary>
    public JsonObject? Names(Resource resource) => Kinds[Model(resource)] as JsonObject;

    private static string NameField(Resource resource) => resource.Names.Count > 0 ? resource.Names[0] : resource.Id;

    private static string KindWord(Kind kind) => kind.Name switch
    {
        "oauth" => "OAuth",
        "saml" or "ldap" or "scim" => kind.Name.ToUpperInvariant(),
        _ => kind.Name[..1].ToUpperInvariant() + kind.Name[1..],
    };

    // { "..2025.10": ..., "2025.12..": ... } has a value for each version.
    private JsonNode? Choose(JsonNode? value) => value is JsonObject map && map.Count > 0 && map.All(pair => pair.Key.Contains("..", StringComparison.Ordinal))
        ? map.FirstOrDefault(pair => VersionRange.Parse(pair.Key).Contains(version)).Value
        : value;

    private JsonNode? Lookup(Resource resource, string name) => Chain(resource).Select(at => Own(at, name)).FirstOrDefault(found => found is not null);

    private JsonNode? Own(Resource resource, string name) => Choose(Entry(resource)?[name]);

    private static JsonObject? Entry(Resource resource) => Resources[resource.Path] as JsonObject;

    // The resource itself, then its family, which says what all members have.
    private IEnumerable<Resource> Chain(Resource resource)
    {
        for (var at = resource; at is not null; at = at.Family is { } noun ? catalog.Find(noun) : null)
        {
            yield return at;
        }
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholders();

    [GeneratedRegex("Saml|Ldap|Scim|Rac(?=[A-Z])|Ssf|Totp|Sms")]
    private static partial Regex Acronyms();
}
