using System.Xml;
using System.Xml.Linq;
using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Views;

/// <summary>
/// The views and types that are written by hand. PowerShell takes its time for each file, so they go into the generated ones.
/// </summary>
internal static class HandWrittenViews
{
    /// <summary>The views of all files, in the order of their names.</summary>
    /// <exception cref="RefusedException">A file has something else.</exception>
    public static IReadOnlyList<XElement> ReadViews(string folder) => Read(folder, "*.format.ps1xml", "Configuration", "ViewDefinitions");

    /// <summary>The types of all files.</summary>
    /// <exception cref="RefusedException">A file has something else.</exception>
    public static IReadOnlyList<XElement> ReadTypes(string folder) => Read(folder, "*.types.ps1xml", "Types");

    private static IReadOnlyList<XElement> Read(string folder, string pattern, params string[] path)
    {
        var refusals = new Refusals();
        var files = Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal);
        XElement[] found = [.. files.SelectMany(file => ReadFile(file, path, refusals))];
        refusals.ThrowIfAny();
        return found;
    }

    private static IEnumerable<XElement> ReadFile(string file, string[] path, Refusals refusals)
    {
        try
        {
            if (Follow(XElement.Load(file), path) is { } container)
            {
                container.DescendantNodes().OfType<XComment>().Remove();
                return container.Elements();
            }

            refusals.Add(RefusalCode.WrongForm, new Place(file, 1, 1), $"The file doesn't contain only <{string.Join("><", path)}>.");
        }
        catch (XmlException error)
        {
            refusals.Add(RefusalCode.WrongForm, new Place(file, error.LineNumber, error.LinePosition), $"This isn't XML. {error.Message}");
        }

        return [];
    }

    private static XElement? Follow(XElement root, string[] path) => root.Name.LocalName != path[0] ? null
        : path.Length == 1 ? root
        : root.Elements().Count() == 1 ? Follow(root.Elements().Single(), path[1..])
        : null;
}
