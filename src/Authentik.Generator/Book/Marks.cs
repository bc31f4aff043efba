using Authentik.Book;

namespace Authentik.Generator.Book;

/// <summary>The marks of a line.</summary>
internal sealed class Marks
{
    /// <summary>The marks as they are written, without what follows them.</summary>
    public List<string> Written { get; } = [];

    /// <summary>Responses have it, requests don't.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>Requests have it, responses don't.</summary>
    public bool WriteOnly { get; set; }

    /// <summary>Never shown.</summary>
    public bool Secret { get; set; }

    /// <summary>Sent along with every partial change.</summary>
    public bool Resend { get; set; }

    /// <summary>No two objects have the same value.</summary>
    public bool Unique { get; set; }

    /// <summary>A new object must have it.</summary>
    public bool Required { get; set; }

    /// <summary>The versions in which it's required; null if the mark has no range.</summary>
    public VersionRange? RequiredIn { get; set; }

    /// <summary>The versions that know it; null for all.</summary>
    public VersionRange? In { get; set; }

    /// <summary>The versions that take it in requests; null for those that know it.</summary>
    public VersionRange? Writable { get; set; }

    /// <summary>The versions whose responses have it; null for all that know it.</summary>
    public VersionRange? Readable { get; set; }

    /// <summary>A new value is merged into the stored one, which the server would otherwise replace.</summary>
    public bool Merge { get; set; }

    /// <summary>Set only replaces the value: the JSON has no keys to add or remove.</summary>
    public bool Whole { get; set; }

    /// <summary>The line differs from the documents on purpose.</summary>
    public bool Departs { get; set; }

    /// <summary>The one verb that can send it, of New and Set; null for both.</summary>
    public string? OnlyVerb { get; set; }

    /// <summary>The group of fields of which an object has one; null for none.</summary>
    public string? OneOf { get; set; }

    /// <summary>The field whose value a new object has here, too, if none is specified; null for none.</summary>
    public string? From { get; set; }

    /// <summary>The field that the slug of a new object is made of, if none is specified; null for none.</summary>
    public string? SlugOf { get; set; }

    /// <summary>The field whose other objects are counted: a new one gets the next number; null for none.</summary>
    public string? NextOf { get; set; }

    /// <summary>What authentik's interface preselects for a new object: a value, or the name of an object; null for nothing.</summary>
    public string? Preset { get; set; }

    /// <summary>True if a new object gets a value here even if none is specified.</summary>
    public bool IsDerived => From is not null || SlugOf is not null || NextOf is not null || Preset is not null;

    /// <summary>The versions that take a list as lines in a string; null for none.</summary>
    public VersionRange? Lines { get; set; }

    /// <summary>The versions that have a duration as a number of minutes; null for none.</summary>
    public VersionRange? Minutes { get; set; }

    /// <summary>The kinds of object that have it; null for all.</summary>
    public IReadOnlyList<string>? Only { get; set; }

    /// <summary>The resources one of whose objects a UUID is that of; null for a UUID that is just a value.</summary>
    public IReadOnlyList<string>? Of { get; set; }

    /// <summary>Requests can't set it to null, though responses can contain null.</summary>
    public bool NoNull { get; set; }

    /// <summary>The versions in which an action sends it in the query; null for none.</summary>
    public VersionRange? Query { get; set; }

    /// <summary>An action has it in the path.</summary>
    public bool Path { get; set; }

    /// <summary>Its value is the whole body of an action's request.</summary>
    public bool Body { get; set; }

    /// <summary>An action takes it from the pipeline, as the object that it's about.</summary>
    public bool Piped { get; set; }

    /// <summary>The one operation of an action that takes it; null for all.</summary>
    public string? Via { get; set; }

    /// <summary>What the request of an action also contains if this is specified; null for nothing.</summary>
    public KeyValuePair<string, string>? With { get; set; }

    /// <summary>Of several filters for objects of a kind, the one that an object from the pipeline fills.</summary>
    public bool Main { get; set; }

    /// <summary>The part of any object that the filter compares, of app, model and id; null for none.</summary>
    public string? About { get; set; }

    /// <summary>The field of the referenced object that an action or a filter sends in place of its id; null for the id.</summary>
    public string? By { get; set; }

    /// <summary>The field of an action that says which type of the family is created; null for none.</summary>
    public string? TypeIn { get; set; }

    /// <summary>The fields of a created object that the server sets; null for none.</summary>
    public IReadOnlyList<string>? Without { get; set; }

    /// <summary>The filter finds what has the value somewhere in it.</summary>
    public bool Part { get; set; }

    /// <summary>The filter, or the operation of an action, compares the UUID as a string that has no hyphens.</summary>
    public bool NoHyphens { get; set; }

    /// <summary>
    /// The value that a new object has if none is specified, or that servers without the part of a nested object take for granted, as it's
    /// written; null for none.
    /// </summary>
    public string? Default { get; set; }

    /// <summary>No one value is the default: it depends on the version or on other values, or it's random.</summary>
    public bool Varies { get; set; }

    /// <summary>The extension of a file with the text, which is code; null for other text.</summary>
    public string? Code { get; set; }

    /// <summary>It's about people, in an object that is configuration.</summary>
    public bool Data { get; set; }

    /// <summary>The field with the objects whose ids a list has, which have unique names; null for none.</summary>
    public string? NamedBy { get; set; }

    /// <summary>It's authentik's own name for the object, by which people don't know it.</summary>
    public bool Internal { get; set; }

    /// <summary>It's the UUID by which others refer to the object if they can refer to objects of several kinds.</summary>
    public bool Target { get; set; }

    /// <summary>A list shows it, although a rule leaves it out.</summary>
    public bool Listed { get; set; }

    /// <summary>A list doesn't show it.</summary>
    public bool Unlisted { get; set; }

    /// <summary>The kind of the one object that it names and that uses this one; null if it names none.</summary>
    public string? UsedBy { get; set; }

    /// <summary>
    /// What the objects that fit a reference have: FILTER=VALUE of their list, or the nouns of kinds; 'any' if all fit. Null for none.
    /// </summary>
    public IReadOnlyList<string>? Fits { get; set; }

    /// <summary>The field whose value says which kind of object fits a reference to a family; null for none.</summary>
    public string? KindIn { get; set; }

    /// <summary>It can be the name of a file that authentik stores.</summary>
    public bool StoredFile { get; set; }

    /// <summary>The object that it refers to is shown by its name, which Get looks up.</summary>
    public bool Named { get; set; }

    /// <summary>Changing it can take the caller's own access, so Set refuses that without -Force.</summary>
    public bool OwnAccess { get; set; }

    /// <summary>authentik recorded it from requests or wrote it into a log, so it can contain secrets, which are masked.</summary>
    public bool Recorded { get; set; }

    /// <summary>It's free-form JSON that was set in another object, which shows it without masks.</summary>
    public bool Copied { get; set; }

    /// <summary>The parameter's name, if it doesn't follow from the field's.</summary>
    public string? As { get; set; }
}

/// <summary>The words after the mark <c>fits</c>.</summary>
internal static class FitWords
{
    /// <summary>The word for a field that all objects fit.</summary>
    public const string Any = "any";

    /// <summary>A word FILTER=VALUE; null for another word.</summary>
    public static KeyValuePair<string, string>? ReadFilter(string word) =>
        word.Split('=', 2) is [{ Length: > 0 } filter, { Length: > 0 } value] ? new(filter, value) : null;

    /// <summary>Which form a word has. Only words of one form are written together.</summary>
    public static object FindForm(string word) => (IsFilter: ReadFilter(word) is not null, IsAny: word == Any);
}
