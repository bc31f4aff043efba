using YamlDotNet.RepresentationModel;
using YamlDotNet.Core;

namespace Authentik.Generator.Book;

/// <summary>Collects refusals, so that a run shows all of them, not only the first.</summary>
internal sealed class Refusals
{
    private readonly List<Refusal> all = [];

    /// <summary>What was refused so far.</summary>
    public IReadOnlyList<Refusal> All => all;

    /// <summary>Adds a refusal.</summary>
    public void Add(string code, Place place, string reason) => all.Add(new Refusal(code, place, reason));

    /// <summary>Ends the run if anything was refused, because later steps rely on the checks of earlier ones.</summary>
    /// <exception cref="RefusedException">Something was refused.</exception>
    public void ThrowIfAny()
    {
        if (all.Count > 0)
        {
            throw new RefusedException(all);
        }
    }
}

/// <summary>The book was refused.</summary>
internal sealed class RefusedException(IReadOnlyList<Refusal> refusals) : Exception(string.Join('\n', refusals.Distinct()))
{
    /// <summary>Why. A word that a line has twice is refused once.</summary>
    public IReadOnlyList<Refusal> Refusals { get; } = [.. refusals.Distinct()];
}

/// <summary>Something in the book that isn't valid.</summary>
/// <param name="Code">One of <see cref="RefusalCode"/>.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Reason">What is wrong, and what to write.</param>
internal sealed record Refusal(string Code, Place Place, string Reason)
{
    /// <summary>The form that MSBuild shows as an error.</summary>
    public override string ToString() => $"{Place}: error {Code}: {Reason}";
}

/// <summary>The kinds of refusals; each has a test of its own.</summary>
internal static class RefusalCode
{
    /// <summary>The file isn't YAML, or a key exists twice.</summary>
    public const string NotYaml = "BOOK001";

    /// <summary>A key that isn't in the grammar.</summary>
    public const string UnknownKey = "BOOK002";

    /// <summary>Something required is missing.</summary>
    public const string Missing = "BOOK003";

    /// <summary>A line or a map isn't of the form that is expected here.</summary>
    public const string WrongForm = "BOOK004";

    /// <summary>A type that is neither built in nor a set of values, nested object or resource.</summary>
    public const string UnknownType = "BOOK005";

    /// <summary>A mark that isn't in the grammar.</summary>
    public const string UnknownMark = "BOOK006";

    /// <summary>A range of versions that can't be read.</summary>
    public const string BadRange = "BOOK007";

    /// <summary>A sentence of help is missing.</summary>
    public const string NoHelp = "BOOK008";

    /// <summary>A command has no example.</summary>
    public const string NoExample = "BOOK009";

    /// <summary>Two things have one name.</summary>
    public const string NameTwice = "BOOK010";

    /// <summary>A resource is referred to that the book doesn't have.</summary>
    public const string UnknownResource = "BOOK011";

    /// <summary>A parameter has the name of one that the shell or the runtime already has.</summary>
    public const string ParameterTaken = "BOOK012";

    /// <summary>A verb that PowerShell doesn't approve, or that the runtime has no base class for.</summary>
    public const string WrongVerb = "BOOK013";

    /// <summary>A column of a view names no property.</summary>
    public const string UnknownColumn = "BOOK014";

    /// <summary>A field is named that the resource doesn't have.</summary>
    public const string UnknownField = "BOOK015";

    /// <summary>Two statements contradict each other.</summary>
    public const string Contradiction = "BOOK016";

    /// <summary>The manifest has no line to fill in.</summary>
    public const string NoManifestLine = "BOOK017";

    /// <summary>The compiled commands don't agree with the book or the help.</summary>
    public const string UnknownCommand = "BOOK019";

    /// <summary>A proposal of the importer that isn't decided yet.</summary>
    public const string Undecided = "BOOK018";
}

/// <summary>A place in the book.</summary>
internal sealed record Place(string File, long Line, long Column)
{
    /// <summary>The place of a YAML node.</summary>
    public static Place FromNode(string file, YamlNode node) => FromMark(file, node.Start);

    /// <summary>The place of a mark of the YAML parser.</summary>
    public static Place FromMark(string file, Mark mark) => new(file, mark.Line, mark.Column);

    /// <summary>The index of its line, from 0.</summary>
    public int Index => (int)Line - 1;

    /// <summary>The form that build tools turn into a link.</summary>
    public override string ToString() => $"{File}({Line},{Column})";
}
