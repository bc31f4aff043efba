using Authentik.Book;
using Authentik.Generator.Names;

namespace Authentik.Generator.Book;

/// <summary>A resource, as the book states it.</summary>
internal sealed class ResourceEntry
{
    /// <summary>Where it is.</summary>
    public required Place Place { get; init; }

    /// <summary>Noun of its commands and name of its class.</summary>
    public required string Noun { get; init; }

    /// <summary>Its name in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>What it is, for an administrator.</summary>
    public required string Help { get; init; }

    /// <summary>Path of its list.</summary>
    public required string Path { get; init; }

    /// <summary>The verbs it has commands for, in the order Get, New, Set, Remove.</summary>
    public required IReadOnlyList<string> Verbs { get; init; }

    /// <summary>The versions that have a command, where not all that have the resource do.</summary>
    public IReadOnlyDictionary<string, VersionRange> VerbVersions { get; init; } = new Dictionary<string, VersionRange>();

    /// <summary>Noun of the family it belongs to, or null.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The family itself, once the book is linked.</summary>
    public ResourceEntry? Family { get; set; }

    /// <summary>True when other resources derive from it.</summary>
    public bool IsFamily { get; set; }

    /// <summary>Noun of a family whose members it lists as well, without being their family; null for none.</summary>
    public string? OtherFamilyName { get; init; }

    /// <summary>Noun of the family whose members it lists; null if its objects are all of one kind.</summary>
    public string? KindsOf => IsFamily ? Noun : OtherFamilyName;

    /// <summary>The kind of a member of a family: its noun without the words that the family's noun ends with. Null for others.</summary>
    public string? Kind => Family is null ? null : English.RemoveSharedEnd(Noun, Family.Noun);

    /// <summary>True if its objects say of which kind of a family they are.</summary>
    public bool HasKind => KindsOf is not null || Family is not null;

    /// <summary>The <c>meta_model_name</c> that identifies it, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The field that others refer to it by.</summary>
    public required string Id { get; init; }

    /// <summary>What that field is: a number, a UUID or a string.</summary>
    public required FieldType IdType { get; init; }

    /// <summary>True when that field is a number.</summary>
    public bool HasNumber => IdType == FieldType.Integer;

    /// <summary>The field that addresses one object in a URL.</summary>
    public required string Key { get; init; }

    /// <summary>The filter that finds it by its id, or null.</summary>
    public string? IdFilter { get; init; }

    /// <summary>
    /// What tells the objects that fit a field that refers to one: a filter, or 'kind' for a family. Such fields have a mark. Null if
    /// all fit.
    /// </summary>
    public string? FitsBy { get; init; }

    /// <summary>The fields by which a string finds it.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Fields by which Get finds an object if no name is the specified one, such as an e-mail address.</summary>
    public required IReadOnlyList<string> OtherNames { get; init; }

    /// <summary>The fields by which people tell an object from the others, if no name does; none if the natural name does.</summary>
    public required IReadOnlyList<string> OwnKnownBy { get; init; }

    /// <summary>The fields by which people tell an object from the others; none for a single object, and if the book doesn't say.</summary>
    public IReadOnlyList<string> KnownBy => OwnKnownBy.Count > 0 ? OwnKnownBy : [.. Names.Take(1)];

    /// <summary>The fields with text in which the server's search looks for a part of the text.</summary>
    public required IReadOnlyList<string> SearchFinds { get; init; }

    /// <summary>The versions whose search is known to look there.</summary>
    public required VersionRange SearchFindsIn { get; init; }

    /// <summary>How an object without a name is described, with fields in braces; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>True when its list leaves out fields that one object has.</summary>
    public bool HasShortList { get; init; }

    /// <summary>True when its list is whole for superusers only.</summary>
    public bool IsSuperuserList { get; init; }

    /// <summary>True when it's marked as data itself.</summary>
    public bool HasDataMark { get; init; }

    /// <summary>True when its objects come from people and from running the server, so they aren't configuration.</summary>
    public bool IsData => HasDataMark || Family is { HasDataMark: true };

    /// <summary>True when its objects are configuration that can be changed.</summary>
    public bool IsConfiguration => !IsData && !IsFamily && Verbs.Contains(Book.Verbs.Set);

    /// <summary>True when removing an object can take the caller's own access.</summary>
    public bool OwnAccess { get; init; }

    /// <summary>True when changing an object can take the caller's own access.</summary>
    public bool SetTouchesOwnAccess => Fields.Any(one => one.Marks.OwnAccess && one.IsSentBy(Book.Verbs.Set));

    /// <summary>What every list request carries.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> ListQuery { get; init; }

    /// <summary>The versions that have it.</summary>
    public required VersionRange Versions { get; init; }

    /// <summary>What to use on other versions; null when there is nothing to say.</summary>
    public string? Alternative { get; init; }

    /// <summary>Words of authentik's interface for it, if no other part of the resource has them; null for none.</summary>
    public string? InterfaceWords { get; init; }

    /// <summary>The columns of its table.</summary>
    public required IReadOnlyList<ColumnEntry> View { get; init; }

    /// <summary>Its examples by verb.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ExampleEntry>> Examples { get; init; }

    /// <summary>The examples of a verb: the book's, or else one that every resource can have. None if there is neither.</summary>
    public IReadOnlyList<ExampleEntry> ListExamples(string verb) => Examples.GetValueOrDefault(verb) ?? verb switch
    {
        Book.Verbs.Get when IsSingle => [new($"{CommandName(verb)} | Format-List", $"Shows all properties of the {Title}.")],
        Book.Verbs.Get => [new(CommandName(verb), $"Gets all {English.Pluralize(Title)}.")],
        Book.Verbs.Remove =>
        [
            new(
                $"Get-Authentik{Noun} -Search old | {CommandName(verb)} -WhatIf",
                $"Shows what the server would remove with each {Title} that is found, without removing anything."),
        ],
        _ => [],
    };

    /// <summary>The fields written under it.</summary>
    public required IReadOnlyList<FieldEntry> OwnFields { get; init; }

    /// <summary>The filters of its list.</summary>
    public required IReadOnlyList<FieldEntry> Filters { get; init; }

    /// <summary>Fields and filters that the API has and the book leaves out on purpose.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Fields of the family that it doesn't have.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>What its API doesn't offer.</summary>
    public Feature MissingFeatures { get; init; }

    /// <summary>True if its API offers the feature.</summary>
    public bool Offers(Feature feature) => !MissingFeatures.HasFlag(feature);

    /// <summary>True for one object at its path: no list, no id.</summary>
    public bool IsSingle { get; init; }

    /// <summary>How the path follows the kind of another object, or null.</summary>
    public KindsEntry? Routing { get; init; }

    /// <summary>What its tables are grouped by; null for tables without groups.</summary>
    public ColumnEntry? Group { get; init; }

    /// <summary>All fields: those of the family first, unless the resource has a line of its own. Known once the book is linked.</summary>
    public IReadOnlyList<FieldEntry> Fields => fields ??= Merge();

    /// <summary>The field of that API name, or null.</summary>
    public FieldEntry? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>
    /// The property with the name of the object that a field refers to: the object is in another field of the response, or it's looked
    /// up. Null for other fields.
    /// </summary>
    public string? FindNameProperty(FieldEntry field) => field.IsRead && (field.Marks.Named || IsEmbedded(field))
        ? field.Property + "Name"
        : null;

    /// <summary>True if Get looks up names of objects that others refer to.</summary>
    public bool LooksUpNames => Fields.Any(one => one.Marks.Named);

    /// <summary>True if its objects can contain secrets that authentik recorded, in fields or in nested objects.</summary>
    public bool HasRecorded => HasRecordedIn(Fields, depth: 0);

    // Objects contain each other in circles.
    private static bool HasRecordedIn(IEnumerable<FieldEntry> fields, int depth) => depth < 4 && fields.Any(field => field.IsRecorded
        || (field is { IsRead: true, Type: { Kind: FieldType.Shape } type }
            && HasRecordedIn(type.Shape?.Fields ?? type.Resource?.Fields ?? [], depth + 1)));

    /// <summary>The name of its command of that verb.</summary>
    public string CommandName(string verb) => $"{verb}-Authentik{Noun}";

    private IReadOnlyList<FieldEntry>? fields;

    private bool IsEmbedded(FieldEntry field) => field.Type is { Kind: FieldType.Reference, IsList: false }
        && Field(field.DetailsName) is { IsRead: true, Type: { Kind: FieldType.Shape, IsList: false } };

    private IReadOnlyList<FieldEntry> Merge()
    {
        var own = OwnFields.ToDictionary(entry => entry.Name);
        var inherited = (Family?.OwnFields ?? []).Where(entry => !Lacks.Contains(entry.Name))
            .Select(entry => own.GetValueOrDefault(entry.Name, entry)).ToList();
        return [.. inherited, .. OwnFields.Except(inherited)];
    }
}

/// <summary>
/// One column of a table: a property, or a part of the object in it, and its least width; null for the one that its type needs.
/// </summary>
internal sealed record ColumnEntry(Place Place, string Label, string Property, string? Part, int? Width)
{
    /// <summary>The property with the kind of a member of a family, which isn't a field.</summary>
    public const string Kind = "Kind";
}

/// <summary>One example, as typed, and what it does.</summary>
internal sealed record ExampleEntry(string Code, string Remark);

/// <summary>A path that follows the kind of another object.</summary>
internal sealed record KindsEntry(
    Place Place, string By, string ObjectField, string Path, VersionRange Together, IReadOnlyList<KindEntry> Kinds)
{
    /// <summary>The path of a kind.</summary>
    public string FindPath(KindEntry kind) => Path.Replace("{kind}", kind.Name, StringComparison.Ordinal);
}

/// <summary>One kind.</summary>
internal sealed record KindEntry(string Name, string Model, VersionRange Versions);
