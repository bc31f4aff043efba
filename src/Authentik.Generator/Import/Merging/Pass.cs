using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;
using Authentik.Generator.Import.Proposing;

namespace Authentik.Generator.Import.Merging;

/// <summary>
/// One walk over the book. Families go before their members and new names before what uses them, so an import walks until
/// nothing changes any more.
/// </summary>
internal sealed class Pass(MergeContext context)
{
    private readonly Dictionary<string, (ChapterText Text, ChapterDraft Draft)> chapters = new(StringComparer.Ordinal);
    private List<(ApiResource Api, string Noun)>? plan;

    /// <summary>Runs the pass, and writes the changes. Returns the number of changed lines.</summary>
    public int Run()
    {
        var families = context.Folder.Book.Resources.Select(resource => resource.Family).OfType<ResourceEntry>().ToHashSet();
        Merge(families);
        Propose(path => path.EndsWith("/all/", StringComparison.Ordinal));
        MergeNames();
        if (Flush() == 0)
        {
            Merge(context.Folder.Book.Resources.Where(resource => !families.Contains(resource)));
            Propose(_ => true);
        }

        return Save();
    }

    private void Merge(IEnumerable<ResourceEntry> resources)
    {
        foreach (var resource in resources)
        {
            new ResourceMerge(context, resource, Chapter(resource.Place.File).Draft).Merge();
        }
    }

    private void MergeNames()
    {
        foreach (var (name, values) in context.Words.Values)
        {
            new EnumMerge(context, context.Names.Enum(name)!, values).Merge();
        }

        foreach (var (name, (answer, request)) in context.Words.Shapes.ToList())
        {
            var shape = context.Names.Shape(name)!;
            ShapeMerge.Merge(context, shape, answer, request, Chapter(shape.Place.File).Draft);
        }
    }

    private void Propose(Func<string, bool> isWanted)
    {
        plan ??= Plan();
        foreach (var (api, noun) in plan.Where(planned => isWanted(planned.Api.Path)))
        {
            var file = BookFolder.FileOf(context.Path, Areas.ChapterOf(api.Path));
            new ResourceProposal(context, Chapter(file).Draft, noun, api).Write();
        }
    }

    // All nouns are given before anything is written, because new resources name each other.
    private List<(ApiResource Api, string Noun)> Plan()
    {
        var known = context.Folder.Book.Resources.SelectMany(Paths).ToHashSet();
        var planned = new List<(ApiResource, string)>();
        foreach (var api in context.Facts.Lists.Where(path => !known.Contains(path)).Select(path => context.Facts.Find(path)!))
        {
            var noun = Nouns.ForResource(context, api.Path, api.Component);
            context.Names.Reserve(noun);
            context.Words.Plan(api.Component, noun, isResource: true);
            planned.Add((api, noun));
        }

        return planned;
    }

    private static IEnumerable<string> Paths(ResourceEntry resource) =>
        (resource.Routing?.Kinds ?? []).Select(kind => resource.Routing!.FindPath(kind)).Prepend(resource.Path);

    private (ChapterText Text, ChapterDraft Draft) Chapter(string file)
    {
        if (!chapters.TryGetValue(file, out var chapter))
        {
            var text = context.Folder.Texts.GetValueOrDefault(file) ?? ChapterText.Read(file);
            chapters[file] = chapter = (text, new ChapterDraft(text, Path.GetFileNameWithoutExtension(file)));
        }

        return chapter;
    }

    private int Flush()
    {
        foreach (var (_, draft) in chapters.Values)
        {
            draft.Flush();
        }

        return Texts().Sum(text => text.Changes);
    }

    private int Save()
    {
        var lines = Flush();
        foreach (var text in Texts())
        {
            text.Save();
        }

        return lines;
    }

    private IEnumerable<ChapterText> Texts() =>
        context.Folder.Texts.Values.Concat(chapters.Values.Select(chapter => chapter.Text)).Distinct();
}
