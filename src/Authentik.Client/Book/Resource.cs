using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Authentik.Book;

/// <summary>What can be done with a resource.</summary>
[Flags]
public enum Operations
{
    /// <summary>Nothing. Other resources only refer to it.</summary>
    None = 0,

    /// <summary>The list can be read.</summary>
    List = 1,

    /// <summary>One object can be read.</summary>
    Get = 2,

    /// <summary>An object can be created.</summary>
    New = 4,

    /// <summary>An object can be changed.</summary>
    Set = 8,

    /// <summary>An object can be deleted.</summary>
    Remove = 16,
}

/// <summary>A kind of object that authentik keeps, as the book states it.</summary>
public sealed class Resource
{
    /// <summary>The field by which every object says of which kind it is.</summary>
    public const string ModelField = "meta_model_name";

    /// <summary>The noun of its commands without the prefix, and the name of its class.</summary>
    public required string Noun { get; init; }

    /// <summary>Its name in a sentence, such as <c>OAuth2 provider</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The name of several, such as <c>OAuth2 providers</c>.</summary>
    public required string Plural { get; init; }

    /// <summary>Path of its list below the API's root, with a slash at both ends.</summary>
    public required string Path { get; init; }

    /// <summary>What can be done with it.</summary>
    public Operations Operations { get; init; }

    /// <summary>The versions that have it.</summary>
    public VersionRange Versions { get; init; } = VersionRange.All;

    /// <summary>The versions in which something can be done, where not all that have the resource can.</summary>
    public IReadOnlyDictionary<Operations, VersionRange> Limits { get; init; } = ReadOnlyDictionary<Operations, VersionRange>.Empty;

    /// <summary>What to use on other versions; null when there is nothing to say.</summary>
    public string? Alternative { get; init; }

    /// <summary>Words of authentik's interface for it, if they aren't in its noun, title or path; null for none.</summary>
    public string? InterfaceWords { get; init; }

    /// <summary>What its API doesn't offer.</summary>
    public Feature MissingFeatures { get; init; }

    /// <summary>True if its API offers the feature.</summary>
    public bool Offers(Feature feature) => !MissingFeatures.HasFlag(feature);

    /// <summary>True for one object at the path: no list, no id.</summary>
    public bool IsSingle { get; init; }

    /// <summary>The field that addresses one object in a URL.</summary>
    public string Key { get; init; } = "pk";

    /// <summary>The field whose value other objects refer to it by.</summary>
    public string Id { get; init; } = "pk";

    /// <summary>What the id is: an integer, a UUID or a string.</summary>
    public FieldType IdType { get; init; } = FieldType.Uuid;

    /// <summary>
    /// The fields with a UUID by which others refer to it where they may refer to objects of several kinds, first to last; none for
    /// the id.
    /// </summary>
    public IReadOnlyList<Field> TargetIds => targetIds ??= [.. Fields.Where(one => one.IsTargetId)];

    /// <summary>The list filter that finds an object by its id where the URL wants another key; null when there is none.</summary>
    public string? IdFilter { get; init; }

    /// <summary>The fields by which a string finds an object, first to last; the first is its natural name.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>
    /// Fields by which Get finds an object that has none of its names: people choose them themselves, so nothing is changed by them.
    /// </summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>
    /// The fields that together tell an object from the others for people, in place of its id: its natural name, or what it connects. None
    /// for a single object.
    /// </summary>
    public IReadOnlyList<string> KnownBy { get; init; } = [];

    /// <summary>
    /// True when its objects come from people and from running the server, such as users, tokens and events, so they aren't configuration.
    /// </summary>
    public bool IsData { get; init; }

    /// <summary>
    /// True when its objects are configuration that can be changed, and so can be kept elsewhere and restored. A family isn't, because its
    /// members are.
    /// </summary>
    public bool IsConfiguration => !IsData && !IsFamily && Operations.HasFlag(Operations.Set);

    /// <summary>
    /// The fields in which the server's search looks for a part of the text, ignoring case. A list that is compared here with the text of
    /// such a field loses nothing if the server searches for a part of it.
    /// </summary>
    public IReadOnlyList<string> SearchFinds { get; init; } = [];

    /// <summary>The versions whose search is known to look there, from authentik's source.</summary>
    public VersionRange SearchFindsIn { get; init; } = VersionRange.None;

    /// <summary>Those of these fields that people know an object by, for messages.</summary>
    public IEnumerable<string> NaturalNames => Names.Where(name => !TryFindField(name, out var known) || !known.IsInternal);

    /// <summary>True when the list leaves out fields that one object has.</summary>
    public bool HasShortList { get; init; }

    /// <summary>True when only superusers get the whole list. Others get what they can open, and filters may be ignored.</summary>
    public bool IsSuperuserList { get; init; }

    /// <summary>True when removing an object can take the caller's own access.</summary>
    public bool RemovalTouchesOwnAccess { get; init; }

    /// <summary>The query parameters that every list request sends.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ListQuery { get; init; } = [];

    /// <summary>Its fields, in the order of the book.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>The filters of its list.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>The value of <c>meta_model_name</c> that tells this kind within its family; null when there is none.</summary>
    public string? ModelName { get; init; }

    /// <summary>Noun of the family it belongs to; null if it has none.</summary>
    public string? Family { get; init; }

    /// <summary>Its kind within the family, as people type it: <c>OAuth2</c> for an OAuth2 provider. Null if it has no family.</summary>
    public string? Kind { get; init; }

    /// <summary>Noun of the family whose members it lists; null if all of its objects are of one kind.</summary>
    public string? KindsOf { get; init; }

    /// <summary>True if it's a family, of which other resources are members.</summary>
    public bool IsFamily => KindsOf == Noun;

    /// <summary>
    /// How an object that has no name is described: text with fields in braces, of which <c>{a|b}</c> is the first that has a value.
    /// Null for none.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>How the path follows the kind of another object; null for one fixed path.</summary>
    public KindRouting? Routing { get; init; }

    /// <summary>Creates an empty object of the resource's class.</summary>
    public required Func<object> New { get; init; }

    /// <summary>
    /// Creates an identity of the resource's class from a string, a number, a Guid or an object; the flag says that a string is an
    /// id.
    /// </summary>
    public required Func<object, bool, object> NewIdentity { get; init; }

    /// <summary>The versions in which that can be done; none where no version can.</summary>
    public VersionRange GetVersions(Operations operation) =>
        Operations.HasFlag(operation) ? Limits.GetValueOrDefault(operation) ?? Versions : VersionRange.None;

    /// <summary>The field of that API name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Field GetField(string name) =>
        TryFindField(name, out var field) ? field : throw new ArgumentException($"{Noun} has no field '{name}'.", nameof(name));

    /// <summary>A filter of its list by its name in the API.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Filter GetFilter(string name) => Filters.First(filter => filter.Name == name);

    /// <summary>The field of that API name, if there is one.</summary>
    public bool TryFindField(string name, [NotNullWhen(true)] out Field? field)
    {
        byName ??= Fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
        return byName.TryGetValue(name, out field);
    }

    /// <summary>The field of that parameter name, ignoring case; null when there is none.</summary>
    public Field? FindParameter(string parameter) =>
        Fields.FirstOrDefault(f => string.Equals(f.Parameter, parameter, StringComparison.OrdinalIgnoreCase));

    /// <summary>The filter of that parameter name, ignoring case; null when there is none.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="version">
    /// The server's version, which decides if the API names the filter differently in some versions; otherwise it's the last one.
    /// </param>
    public Filter? FindFilter(string parameter, ServerVersion? version)
    {
        var named = Filters.Where(f => string.Equals(f.Parameter, parameter, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Find(f => version is not null && f.Versions.Contains(version)) ?? named.LastOrDefault();
    }

    /// <summary>The field that a word names, as the API or as a property, ignoring case; null when there is none.</summary>
    public Field? FindField(string word) => Fields.FirstOrDefault(f => f.IsNamed(word));

    /// <summary>The field that can be specified, by the name of its parameter as well, ignoring case; null when there is none.</summary>
    public Field? FindInput(string word) => Fields.FirstOrDefault(f => f.Parameter is { } parameter
        && (f.IsNamed(word) || string.Equals(parameter, word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>True for a property that isn't a field: the kind, or the name of the object that a field refers to.</summary>
    public bool IsComputed(string property) =>
        (IsSame(property, nameof(Kind)) && (Kind ?? KindsOf) is not null)
        || Fields.Any(field => field.ReferencedNouns.Count > 0 && IsSame(property, $"{field.Property}Name"));

    /// <inheritdoc/>
    public override string ToString() => Noun;

    private static bool IsSame(string word, string other) => string.Equals(word, other, StringComparison.OrdinalIgnoreCase);

    private IReadOnlyList<Field>? targetIds;
    private Dictionary<string, Field>? byName;
}

/// <summary>A resource whose URL depends on the kind of another object: connections of users to sources.</summary>
/// <param name="By">The field that names the object which decides.</param>
/// <param name="ObjectField">The field of a response that holds that object.</param>
/// <param name="Path">The path of one kind, with <c>{kind}</c> in it.</param>
/// <param name="Together">The versions that list all kinds at the resource's own path; others list them kind by kind.</param>
/// <param name="Kinds">The kinds.</param>
public sealed record KindRouting(string By, string ObjectField, string Path, VersionRange Together, IReadOnlyList<Kind> Kinds)
{
    /// <summary>The path of that kind's list.</summary>
    public string GetPath(Kind kind) => Path.Replace("{kind}", kind.Name, StringComparison.Ordinal);

    /// <summary>The kind decided by an object of that <c>meta_model_name</c>; null when there is none.</summary>
    public Kind? Find(string? modelName) =>
        Kinds.FirstOrDefault(kind => string.Equals(kind.ModelName, modelName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One kind of a <see cref="KindRouting"/>.</summary>
/// <param name="Name">Its part of the URL.</param>
/// <param name="ModelName">The <c>meta_model_name</c> of the object that decides.</param>
/// <param name="Versions">The versions that have it.</param>
public sealed record Kind(string Name, string ModelName, VersionRange Versions);
