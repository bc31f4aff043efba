namespace Authentik.Generator.Book;

/// <summary>Something in the book that the generator cannot decide.</summary>
/// <param name="Code">One of <see cref="RefusalCode"/>.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
internal sealed record Refusal(string Code, Place Place, string Reason)
{
    /// <summary>The form that MSBuild shows as an error.</summary>
    public override string ToString() => $"{Place}: error {Code}: {Reason}";
}

/// <summary>The kinds of refusals; each has a test of its own.</summary>
internal static class RefusalCode
{
    /// <summary>The file is not YAML, or a key stands twice.</summary>
    public const string NotYaml = "BOOK001";

    /// <summary>A key that the grammar does not have.</summary>
    public const string UnknownKey = "BOOK002";

    /// <summary>Something that must be said is missing.</summary>
    public const string Missing = "BOOK003";

    /// <summary>A line or a map is not of the form that is expected here.</summary>
    public const string WrongForm = "BOOK004";

    /// <summary>A type that is neither built in nor a set of values, nested object or resource.</summary>
    public const string UnknownType = "BOOK005";

    /// <summary>A mark that the grammar does not have.</summary>
    public const string UnknownMark = "BOOK006";

    /// <summary>A range of versions that cannot be read.</summary>
    public const string BadRange = "BOOK007";

    /// <summary>A sentence of help is missing.</summary>
    public const string NoHelp = "BOOK008";

    /// <summary>A command has no example.</summary>
    public const string NoExample = "BOOK009";

    /// <summary>Two things have one name.</summary>
    public const string NameTwice = "BOOK010";

    /// <summary>A resource is referred to that the book does not have.</summary>
    public const string UnknownResource = "BOOK011";

    /// <summary>A parameter has the name of one that the shell or the runtime already has.</summary>
    public const string ParameterTaken = "BOOK012";

    /// <summary>A verb that PowerShell does not approve, or that the runtime has no base class for.</summary>
    public const string WrongVerb = "BOOK013";

    /// <summary>A column of a view names no property.</summary>
    public const string UnknownColumn = "BOOK014";

    /// <summary>A field is named that the resource does not have.</summary>
    public const string UnknownField = "BOOK015";

    /// <summary>Two things that are said do not go together.</summary>
    public const string Contradiction = "BOOK016";

    /// <summary>The manifest has no line to fill in.</summary>
    public const string NoManifestLine = "BOOK017";

    /// <summary>A proposal of the importer that nobody has decided yet.</summary>
    public const string Undecided = "BOOK018";
}
