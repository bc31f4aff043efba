using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;
using Authentik.Generator.Import.Merging;

namespace Authentik.Generator.Import;

/// <summary>Merges an OpenAPI document into the chapters of the book, in place.</summary>
internal static class Importer
{
    private const int MostPasses = 6;

    /// <summary>Merges a document.</summary>
    /// <param name="folder">The folder of the book.</param>
    /// <param name="file">The document.</param>
    /// <param name="version">The version it describes; null for the one that it names.</param>
    /// <exception cref="ImportException">The document can't be read.</exception>
    /// <exception cref="Book.RefusedException">The book can't be read.</exception>
    public static Report Run(string folder, string file, string? version = null)
    {
        var document = ApiDocument.Read(file, version);
        var facts = new ResourceFacts(document);
        var report = new Report(document.Version);
        for (var passes = 0; passes < MostPasses; passes++)
        {
            report.BeginPass();
            var lines = new Pass(new MergeContext(folder, document, facts, report)).Run();
            report.Lines += lines;
            if (lines == 0)
            {
                break;
            }
        }

        report.Lines += OperationsMerge.Run(folder, document, report);
        report.Lines += DocumentList.Add(folder, document.Version);
        return report;
    }
}
