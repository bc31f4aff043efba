namespace Authentik.Book;

/// <summary>One field of a resource or of a nested object, as the book states it.</summary>
public sealed class Field
{
    /// <summary>What the name of a field with whole objects has after that of the field with their ids.</summary>
    internal const string DetailsSuffix = "_obj";

    /// <summary>The name in the API, such as <c>redirect_uris</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The property of the model, such as <c>RedirectUris</c>.</summary>
    public required string Property { get; init; }

    /// <summary>The field with the whole objects, if authentik adds one to the field with their ids, such as <c>groups_obj</c>.</summary>
    internal string Details => Name + DetailsSuffix;

    /// <summary>The parameter of New and Set, such as <c>RedirectUri</c>; null when the field is never sent.</summary>
    public string? Parameter { get; init; }

    /// <summary>What Set can add to the value and remove from it, such as <c>RedirectUri</c>; null if it only replaces the value.</summary>
    public string? Part { get; init; }

    /// <summary>The parameter of Set that adds to the value; null if there is none.</summary>
    public string? AddParameter => Part is null ? null : $"Add{Part}";

    /// <summary>The parameter of Set that removes from the value; null if there is none.</summary>
    public string? RemoveParameter => Part is null ? null : $"Remove{Part}";

    /// <summary>What its value, or each value of its list, is.</summary>
    public required FieldType Type { get; init; }

    /// <summary>True when the value is a list.</summary>
    public bool IsList { get; init; }

    /// <summary>True when the API takes and returns null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>True when null must not be sent although the API accepts it, because servers fail or store another value.</summary>
    public bool RefusesNull { get; init; }

    /// <summary>True when the value is a secret: read as a SecureString, never written to a stream.</summary>
    public bool IsSecret { get; init; }

    /// <summary>True when the server never returns it.</summary>
    public bool IsWriteOnly { get; init; }

    /// <summary>True when every change must also send the stored value, because the server would reset it.</summary>
    public bool IsResent { get; init; }

    /// <summary>The operations that can send the field: New, Set or both.</summary>
    public Operations SentBy { get; init; } = Operations.New | Operations.Set;

    /// <summary>True when the specified value is merged into the stored one, because the server would replace it.</summary>
    public bool IsMerged { get; init; }

    /// <summary>
    /// The group of fields of which only one can have a value: setting one clears the others. Null for none. One parameter of a group of
    /// an action must be specified, and the group is the name by which the request contains its value.
    /// </summary>
    public string? OneOf { get; init; }

    /// <summary>True when no two objects may have the same value, so that a copy gets its own.</summary>
    public bool IsUnique { get; init; }

    /// <summary>The versions that know the field.</summary>
    public VersionRange Versions { get; init; } = VersionRange.All;

    /// <summary>The versions whose responses have the field.</summary>
    public VersionRange Readable
    {
        get => readable ?? (IsWriteOnly ? VersionRange.None : Versions);
        init => readable = value;
    }

    /// <summary>The field whose value a new object has here, too, if none is given; null for none.</summary>
    public string? From { get; init; }

    /// <summary>The field that the slug of a new object is made of, if none is given; null for none.</summary>
    public string? SlugOf { get; init; }

    /// <summary>The field whose other objects decide: a new one comes after them, if no order is given; null for none.</summary>
    public string? NextOf { get; init; }

    /// <summary>
    /// What a new object that must have the field gets, as authentik's interface preselects it: a value, or the name of an object; null for
    /// nothing.
    /// </summary>
    public string? Preset { get; init; }

    /// <summary>The versions that take the field in a request; none for a read-only field.</summary>
    public VersionRange Writable { get; init; } = VersionRange.None;

    /// <summary>The versions that refuse to create an object without it.</summary>
    public VersionRange Required { get; init; } = VersionRange.None;

    /// <summary>The versions that want a list as lines of text.</summary>
    public VersionRange AsLines { get; init; } = VersionRange.None;

    /// <summary>The versions that have a duration as a number of minutes.</summary>
    public VersionRange AsMinutes { get; init; } = VersionRange.None;

    /// <summary>The values, when <see cref="Type"/> is <see cref="FieldType.Enum"/>.</summary>
    public EnumSet? Values { get; init; }

    /// <summary>Noun of the resource it refers to, when <see cref="Type"/> is <see cref="FieldType.Reference"/>.</summary>
    public string? RefersTo { get; init; }

    /// <summary>Nouns of the resources one of whose objects it refers to by a UUID; none for a UUID that is just a value.</summary>
    public IReadOnlyList<string> TargetNouns { get; init; } = [];

    /// <summary>Nouns of all resources whose objects it can name.</summary>
    public IReadOnlyList<string> ReferencedNouns => RefersTo is null ? TargetNouns : [RefersTo];

    /// <summary>The nested object, when <see cref="Type"/> is <see cref="FieldType.Shape"/>.</summary>
    public Shape? Shape { get; init; }

    /// <summary>
    /// The kinds of object that have the field, for an action the nouns of their resources; null when all have it.
    /// </summary>
    public IReadOnlyList<string>? OnlyForKinds { get; init; }

    /// <summary>What to do where the server's version doesn't take the field; null when there is nothing to say.</summary>
    public string? Alternative { get; init; }

    /// <summary>
    /// The text of the value that a new object has if none is specified, lists and free-form JSON as JSON; <see cref="FieldDefault"/> gives
    /// the value itself. It's never sent. For a part of a nested object, the value that servers without this part assume, and that is sent
    /// if the part is required but not specified. Null for none, and for the usual value of the type.
    /// </summary>
    public string? Default { get; init; }

    /// <summary>
    /// True when nobody knows the value of a new object for which none is specified: it depends on the version or on other values, or it's
    /// random.
    /// </summary>
    public bool DefaultVaries { get; init; }

    /// <summary>The extension of the files in which people write the text, which is code, such as <c>py</c>; null for other text.</summary>
    public string? Code { get; init; }

    /// <summary>True when it's about people, such as the members of a group, although its object is configuration.</summary>
    public bool IsData { get; init; }

    /// <summary>True for authentik's internal name of the object, which users don't know.</summary>
    public bool IsInternal { get; init; }

    /// <summary>True when it contains the UUID by which fields that can refer to several kinds refer to the object.</summary>
    public bool IsTargetId { get; init; }

    /// <summary>True when Get looks up the name of the object that it refers to.</summary>
    public bool IsNamedByGet { get; init; }

    /// <summary>
    /// True for what authentik recorded from requests, logged, or got from elsewhere. Secrets in it are masked, unless somebody asks for
    /// them.
    /// </summary>
    public bool IsRecorded { get; init; }

    /// <summary>
    /// The kind of the only object that uses this one, if the field contains its name. The server omits it from used_by. Null for other
    /// fields.
    /// </summary>
    public string? SingleUser { get; init; }

    /// <summary>The versions in which an action sends it in the query, and not in the body.</summary>
    public VersionRange InQuery { get; init; } = VersionRange.None;

    /// <summary>True when an action has it in the path.</summary>
    public bool IsInPath { get; init; }

    /// <summary>True when an action takes several values of it, also from the pipeline, and sends a request for each.</summary>
    public bool IsPiped { get; init; }

    /// <summary>The class of the objects from the pipeline whose name it takes, if it isn't a reference; null for none.</summary>
    public string? NamedBy { get; init; }

    /// <summary>True when its value is the whole body of an action's request.</summary>
    public bool IsWholeBody { get; init; }

    /// <summary>The id of the one operation of an action that takes it; null for all of them.</summary>
    public string? Via { get; init; }

    /// <summary>What the request of an action also contains if this parameter is specified; null for nothing.</summary>
    public SentValue? With { get; init; }

    /// <summary>The field of the referenced object that an action sends in place of its id; null for the id.</summary>
    public string? SentPart { get; init; }

    /// <summary>True when an action sends the UUID as a string without hyphens.</summary>
    public bool OmitsHyphens { get; init; }

    /// <summary>What is created, when <see cref="Type"/> is <see cref="FieldType.NewObject"/>.</summary>
    public NewObjectFacts? Creates { get; init; }

    /// <summary>Noun of the family whose types the values are, as model names; null for other values.</summary>
    public string? TypesOf { get; init; }

    /// <summary>True when changing it can take the caller's own access.</summary>
    public bool TouchesOwnAccess { get; init; }

    /// <summary>Which of the objects that it can refer to fit it; null if the book doesn't tell some from the others.</summary>
    public Fit? Fits { get; init; }

    /// <summary>True when a word names the field, as the API or as a property, ignoring case.</summary>
    public bool IsNamed(string word) =>
        string.Equals(Name, word, StringComparison.OrdinalIgnoreCase) || string.Equals(Property, word, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private readonly VersionRange? readable;
}

/// <summary>A field or filter of a request with a value that nobody specifies.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Value">Its value.</param>
public sealed record SentValue(string Field, string Value);

/// <summary>Which objects fit a field that refers to one. The server accepts others, too, so it's advice and not a rule.</summary>
public sealed record Fit
{
    /// <summary>Filters of the list of these objects, which only those pass that fit.</summary>
    public IReadOnlyList<SentValue> Filters { get; init; } = [];

    /// <summary>Nouns of the family's kinds whose objects fit.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The other field whose value says the kind, such as proxy for proxy providers; null for none.</summary>
    public string? KindField { get; init; }
}

/// <summary>The object that an action creates from one of its parameters.</summary>
/// <param name="Noun">Noun of its resource, or of its family.</param>
/// <param name="Without">API names of the fields that the server sets.</param>
/// <param name="TypeField">The field of the action that contains the type of the family; null if the resource isn't a family.</param>
public sealed record NewObjectFacts(string Noun, IReadOnlyList<string> Without, string? TypeField);
