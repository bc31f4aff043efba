using System.Text.RegularExpressions;

namespace Authentik.Sandboxing.Versions;

/// <summary>
/// What real servers do and the book doesn't describe: defaults, error messages, names of models. The facts are in
/// <c>resources.json</c>, by path, and in <c>kinds.json</c>, by model. A member of a family inherits the facts of its family.
/// Without a fact, a general rule applies.
/// </summary>
internal sealed partial class ServerFacts(ServerVersion version, Catalog catalog)
{
    private static readonly JsonObject Resources = EmbeddedFiles.Read("resources.json");
    private static readonly JsonObject Kinds = EmbeddedFiles.Read("kinds.json");

    /// <summary>The model, such as <c>authentik_core.user</c>.</summary>
    public string FindModel(Resource resource) =>
        FindOwn(resource, "model").AsString()
        ?? resource.ModelName
        ?? $"authentik_{resource.Path.Split('/')[1]}.{resource.Noun.ToLowerInvariant()}";

    /// <summary>The model in <c>used_by</c>; for a member of a family, it can be that of the family.</summary>
    public string FindUsedByModel(Resource resource) => FindOwn(resource, "used-by-model").AsString() ?? FindModel(resource);

    /// <summary>The name of the model's class, which messages contain.</summary>
    public string FindClassName(Resource resource, Kind? kind)
    {
        if (FindOwn(resource, kind is null ? "class" : "class-of-kind").AsString() is { } name)
        {
            return name.Replace("{kind}", kind is null ? string.Empty : FormatKind(kind), StringComparison.Ordinal);
        }

        return Acronyms().Replace(resource.Noun, match => match.Value.ToUpperInvariant());
    }

    /// <summary>An object in one line, as in <c>used_by</c>.</summary>
    public string Describe(JsonObject values, Resource resource)
    {
        var template = FindInherited(resource, "line").AsString()
            ?? $"{char.ToUpperInvariant(resource.Title[0])}{resource.Title[1..]} {{{FindNameField(resource)}}}";
        return Placeholders().Replace(template, match => values[match.Groups[1].Value]?.ToString() ?? string.Empty);
    }

    /// <summary>The message for a value that another object already has; null when values can repeat.</summary>
    public string? FindUniqueMessage(Resource resource, Field field)
    {
        var known = FindChain(resource)
            .Select(at => Choose(FindEntry(at)?["unique"]?[field.Name]).AsString())
            .FirstOrDefault(message => message is not null);
        return known ?? (field.IsUnique ? $"{resource.Title} with this {field.Name.Replace('_', ' ')} already exists." : null);
    }

    /// <summary>Fields whose values together are unique.</summary>
    public IReadOnlyList<string> FindUniqueFields(Resource resource) => [.. FindInherited(resource, "unique-together").AsStrings()];

    /// <summary>The field that a list is sorted by.</summary>
    public string FindOrder(Resource resource) => FindOwn(resource, "order").AsString() ?? FindNameField(resource);

    /// <summary>The fields that a search looks at.</summary>
    public IReadOnlyList<string> FindSearchFields(Resource resource) =>
        FindInherited(resource, "search") is JsonArray fields ? [.. fields.AsStrings()] : resource.Names;

    /// <summary>True when a required string can be empty.</summary>
    public bool IsBlankAllowed(Resource resource, Field field) => FindInherited(resource, "blank").AsStrings().Contains(field.Name);

    /// <summary>True when a new object must have the field although the book doesn't require it.</summary>
    public bool IsRequired(Resource resource, Field field) => FindInherited(resource, "required").AsStrings().Contains(field.Name);

    /// <summary>True when the value of a field is a slug.</summary>
    public bool IsSlug(Resource resource, Field field) =>
        field.Name == "slug" || FindInherited(resource, "slugs").AsStrings().Contains(field.Name);

    /// <summary>The length of the random string that the server generates for a field; null when it generates none.</summary>
    public int? FindRandomLength(Resource resource, Field field) =>
        FindInherited(resource, "random") is JsonObject lengths ? (int?)lengths[field.Name].AsNumber() : null;

    /// <summary>The paths of the resources whose objects this one shows; empty for a resource that stores its own.</summary>
    public IReadOnlyList<string> FindSources(Resource resource) => [.. FindOwn(resource, "shows").AsStrings()];

    /// <summary>
    /// Whose objects the caller sees: <c>always</c> for only their own, <c>mostly</c> for only their own unless they are a
    /// superuser; null when objects have no owner.
    /// </summary>
    public string? FindOwnership(Resource resource) => FindOwn(resource, "own").AsString();

    /// <summary>True when any user can create such an object.</summary>
    public bool CanAnyoneCreate(Resource resource) => FindOwn(resource, "anyone-creates").AsBoolean() == true;

    /// <summary>Fields that show who created an object.</summary>
    public IReadOnlyList<string> FindCreatorFields(Resource resource) => [.. FindInherited(resource, "creator").AsStrings()];

    /// <summary>True when a nested object is stored exactly as it was sent.</summary>
    public bool IsStoredAsSent(Resource resource, Field field) =>
        FindInherited(resource, "stored-as-sent").AsStrings().Contains(field.Name);

    /// <summary>True when the server filters by a value that no response shows; in the sandbox it is never set.</summary>
    public bool IsHidden(Resource resource, string name) => FindInherited(resource, "hidden").AsStrings().Contains(name);

    /// <summary>True when a filter accepts the id of a missing object, and finds nothing.</summary>
    public bool IsUnchecked(Resource resource, string filter) => FindOwn(resource, "unchecked").AsStrings().Contains(filter);

    /// <summary>True when the server rejects the UUID of an object that can be of several kinds, if there is no such object.</summary>
    public bool IsTarget(Resource resource, string name) => FindInherited(resource, "targets").AsStrings().Contains(name);

    /// <summary>True when <c>used_by</c> doesn't list an object for what it refers to with this field.</summary>
    public bool IsUnlisted(Resource resource, Field field) => FindInherited(resource, "unlisted").AsStrings().Contains(field.Name);

    /// <summary>The two fields of an object that only connects two others, which <c>used_by</c> of both lists; empty for others.</summary>
    public IReadOnlyList<string> FindEnds(Resource resource) => [.. FindOwn(resource, "connects").AsStrings()];

    /// <summary>The query parameters that a list requires.</summary>
    public IReadOnlyList<string> FindRequiredFilters(Resource resource) => [.. FindOwn(resource, "required-filters").AsStrings()];

    /// <summary>True when creating such an object requires a licence.</summary>
    public bool IsLicensed(Resource resource) => FindOwn(resource, "licensed").AsBoolean() == true;

    /// <summary>True when creating such an object crashes the server.</summary>
    public bool CrashesOnCreate(Resource resource) => FindOwn(resource, "crashes").AsBoolean() == true;

    /// <summary>True when responses don't contain the field, although the API's documents list it.</summary>
    public bool IsOmitted(Resource resource, Field field) => FindInherited(resource, "omits").AsStrings().Contains(field.Name);

    /// <summary>True when an object has the fields of its kind where the family is shown, which usually shows only its own.</summary>
    public bool ShowsKind(Resource resource) => FindOwn(resource, "shows-kind").AsBoolean() == true;

    /// <summary>True when the pages of a list have no <c>autocomplete</c>, although those of other lists of the version have it.</summary>
    public bool LacksCompletions(Resource resource) => FindOwn(resource, "lacks-completions").AsBoolean() == true;

    /// <summary>What a search box can complete, by field; null for most lists.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>>? FindCompletions(Resource resource) =>
        (FindOwn(resource, "completes") as JsonObject)?.Select(pair => KeyValuePair.Create(pair.Key, Choose(pair.Value)));

    /// <summary>What happens to an object when the one it refers to is deleted.</summary>
    public string? FindDeletionEffect(Resource resource, Field field) =>
        FindInherited(resource, "on-delete") is JsonObject map ? map[field.Name].AsString() : null;

    /// <summary>The default of a field, when it isn't the usual one of its type: of the file, or else of the book.</summary>
    public bool TryDefault(Resource resource, Field field, out JsonNode? value)
    {
        value = null;
        foreach (var at in FindChain(resource))
        {
            if (FindEntry(at)?["defaults"] is JsonObject defaults && defaults.TryGetPropertyValue(field.Name, out value))
            {
                value = Choose(value)?.DeepClone();
                return true;
            }
        }

        var known = resource.TryFindField(field.Name, out var own) ? own : field;
        return known.Default is not null && FieldDefault.TryFind(known, out value);
    }

    /// <summary>The component of the web interface and the names of a kind within its family; null when they aren't known.</summary>
    public JsonObject? FindNames(Resource resource) => Kinds[FindModel(resource)] as JsonObject;

    private static string FindNameField(Resource resource) => resource.Names.Count > 0 ? resource.Names[0] : resource.Id;

    private static string FormatKind(Kind kind) => kind.Name switch
    {
        "oauth" => "OAuth",
        "saml" or "ldap" or "scim" => kind.Name.ToUpperInvariant(),
        _ => kind.Name[..1].ToUpperInvariant() + kind.Name[1..],
    };

    // { "..2025.10": ..., "2025.12..": ... } has a value for each range of versions.
    private JsonNode? Choose(JsonNode? value) =>
        value is JsonObject map && map.Count > 0 && map.All(pair => pair.Key.Contains("..", StringComparison.Ordinal))
        ? map.FirstOrDefault(pair => VersionRange.Parse(pair.Key).Contains(version)).Value
        : value;

    private JsonNode? FindInherited(Resource resource, string name) =>
        FindChain(resource).Select(at => FindOwn(at, name)).FirstOrDefault(found => found is not null);

    private JsonNode? FindOwn(Resource resource, string name) => Choose(FindEntry(resource)?[name]);

    private static JsonObject? FindEntry(Resource resource) => Resources[resource.Path] as JsonObject;

    // The resource itself, then its family.
    private IEnumerable<Resource> FindChain(Resource resource)
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
