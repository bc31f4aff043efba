using Authentik.Book;
using Authentik.Generator.Book.Reading;

namespace Authentik.Generator.Import.Chapters;

/// <summary>The list <c>documents:</c> in book.yaml: which versions were imported, oldest first.</summary>
internal static class DocumentList
{
    private const string Key = "documents";
    private const string Comment = "# The OpenAPI documents that were imported; ranges of versions are computed between them.";

    /// <summary>Adds a version unless it's there. Returns how many lines were written.</summary>
    public static int Add(string folder, ServerVersion version)
    {
        var text = ChapterText.Read(Path.Combine(folder, BookReader.FileName));
        var at = text.Find(-1, Key);
        if (at < 0)
        {
            text.Insert(text.Count, [Comment, $"{Key}:", Line(version)]);
        }
        else if (Items(text, at) is var items && items.All(item => item.Version != version))
        {
            var older = items.Where(item => item.Version < version).Select(item => item.Index).DefaultIfEmpty(at).Max();
            text.Insert(older + 1, [Line(version)]);
        }

        text.Save();
        return text.Changes;
    }

    private static string Line(ServerVersion version) => $"  - {version}";

    private static List<(int Index, ServerVersion Version)> Items(ChapterText text, int at)
    {
        var items = new List<(int, ServerVersion)>();
        for (var i = at + 1; i < text.EndOf(at); i++)
        {
            if (ServerVersion.TryParse(text[i].Trim().TrimStart('-').Trim(), out var version))
            {
                items.Add((i, version));
            }
        }

        return items;
    }
}
