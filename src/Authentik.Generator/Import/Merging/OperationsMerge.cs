using Authentik.Generator.Book;
using Authentik.Generator.Book.Reading;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Merging;

/// <summary>Merges the operations of a document into operations.yaml. Nothing contradicts them, because a person writes none.</summary>
internal sealed class OperationsMerge
{
    private readonly Report report;
    private readonly History history;
    private readonly IReadOnlyList<OperationEntry> known;

    private OperationsMerge(BookEntry book, ApiDocument document, Report report)
    {
        this.report = report;
        known = book.Operations;
        history = new History(document.Version, Seen(book, document));
    }

    /// <summary>Merges them. Returns how many lines of the file are new or changed.</summary>
    public static int Run(string folder, ApiDocument document, Report report)
    {
        var merge = new OperationsMerge(BookFolder.Read(folder).Book, document, report);
        return OperationsText.Save(folder, merge.Merge([.. DocumentOperations.Read(document)]));
    }

    // A document newer than all is measured against the newest version described, imported or not.
    private static List<Authentik.Book.ServerVersion> Seen(BookEntry book, ApiDocument document)
    {
        var seen = book.Documents.Where(version => version != document.Version);
        return [.. (document.Version > book.Newest && book.Operations.Count > 0 ? seen.Append(book.Newest) : seen).Distinct().Order()];
    }

    private List<OperationEntry> Merge(HashSet<(string Id, string Method, string Path)> now)
    {
        var merged = known.Select(operation => Merge(operation, now.Contains(operation.Key)))
            .Where(operation => !operation.Versions.IsNone).ToList();
        var added = now.Except(known.Select(operation => operation.Key)).Select(Add).ToList();
        Tell(added);
        return [.. merged, .. added];
    }

    private OperationEntry Merge(OperationEntry operation, bool now)
    {
        if (operation.Versions.Contains(history.Version) == now)
        {
            return operation;
        }

        var changed = operation with { Versions = history.Change(operation.Versions, now) };
        Tell(now ? Finding.Added : Finding.Removed, changed);
        return changed;
    }

    private OperationEntry Add((string Id, string Method, string Path) key) =>
        new(key.Id, key.Method, key.Path, history.First(), new Place(OperationsReader.FileName, 1, 1));

    private void Tell(List<OperationEntry> added)
    {
        if (known.Count == 0 && added.Count > 0)
        {
            report.Add(Finding.Added, OperationsReader.FileName, $"{added.Count} operations of {history.Version}");
            return;
        }

        added.ForEach(operation => Tell(Finding.Added, operation));
    }

    private void Tell(Finding finding, OperationEntry operation)
    {
        var exists = finding == Finding.Removed ? "doesn't exist" : "exists";
        report.Add(finding, operation.Id, $"{operation.Method} {operation.Path} {exists} in {history.Version}: {operation.Versions}");
    }
}
