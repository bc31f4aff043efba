using Authentik.Generator.Book;
using Authentik.Generator.Emit.Output;

namespace Authentik.Generator.Emit.Commands;

/// <summary>All files of one chapter's assembly.</summary>
internal static class CommandsOutput
{
    /// <summary>Writes them.</summary>
    public static void Write(BookEntry book, ChapterEntry chapter, OutputFolder folder)
    {
        var mandatory = new Mandatory(book);
        foreach (var resource in chapter.Resources.Where(resource => resource.Verbs.Count > 0))
        {
            folder.Write($"{resource.Noun}.g.cs", CommandEmitter.Emit(resource, mandatory));
        }

        folder.DeleteTheRest("*.g.cs");
    }
}
