using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book;

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
