using Authentik.Generator.Book.Reading;
using Authentik.Generator.Import;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests.Import;

public sealed class OperationsImportTests : IDisposable
{
    private const string List = "  /things/:\n    get:\n";
    private const string Delete = "    delete: { responses: {} }\n";

    private static readonly (string, string) named = (List, "  /things/:\n    get:\n      operationId: things_list\n");
    private static readonly (string, string) withoutDelete = (Delete, string.Empty);

    private readonly SmallBook book = new();

    public void Dispose() => book.Dispose();

    private string Operations => File.ReadAllText(Path.Combine(book.Folder, OperationsReader.FileName));

    [Fact]
    public void All_operations_stand_by_area_path_and_method()
    {
        var report = Run("2025.4.1", named);
        Assert.StartsWith("# Every operation", Operations, StringComparison.Ordinal);
        Assert.Contains(
            "\n\nowners:\n  owners_get: GET /owners/\n  owners_id_get: GET /owners/{id}/\n  owners_id_patch: PATCH /owners/{id}/\n"
            + "\nthings:\n  things_list: GET /things/\n  things_post: POST",
            Operations,
            StringComparison.Ordinal);
        Assert.Single(report.Findings, finding => finding.Contains("8 operations of 2025.4.1", StringComparison.Ordinal));
        Assert.Equal(8, book.Read().Operations.Count);
    }

    [Fact]
    public void The_same_document_twice_changes_nothing()
    {
        Run("2025.4.1", named);
        Run("2025.6.0", named, withoutDelete);
        var before = Operations;
        Assert.Equal(0, Run("2025.6.0", named, withoutDelete).Lines);
        Assert.Equal(0, Run("2025.4.1", named).Lines);
        Assert.Equal(before, Operations);
    }

    [Fact]
    public void What_goes_and_comes_again_has_a_range_and_a_finding()
    {
        Run("2025.4.1");
        var gone = Run("2025.6.0", withoutDelete);
        Assert.Contains("  things_id_delete: DELETE /things/{id}/ | ..2025.4\n", Operations, StringComparison.Ordinal);
        Assert.Contains(gone.Findings, finding => finding.StartsWith("removed", StringComparison.Ordinal)
            && finding.Contains("things_id_delete", StringComparison.Ordinal));
        var back = Run("2025.8.0");
        Assert.Contains("  things_id_delete: DELETE /things/{id}/ | ..2025.4, 2025.8..\n", Operations, StringComparison.Ordinal);
        Assert.Contains(back.Findings, finding => finding.StartsWith("added", StringComparison.Ordinal)
            && finding.Contains("things_id_delete", StringComparison.Ordinal));
    }

    [Fact]
    public void Within_a_series_the_patch_counts()
    {
        Run("2025.4.1", withoutDelete);
        Run("2025.4.3");
        Assert.Contains("  things_id_delete: DELETE /things/{id}/ | 2025.4.3..\n", Operations, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_documents_does_not_matter()
    {
        Run("2025.8.0");
        Run("2025.2.0", withoutDelete);
        Run("2025.6.0", withoutDelete);
        Assert.Contains("  things_id_delete: DELETE /things/{id}/ | 2025.8..\n", Operations, StringComparison.Ordinal);
        Run("2025.4.1");
        Assert.Contains("  things_id_delete: DELETE /things/{id}/ | 2025.4, 2025.8..\n", Operations, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_whose_path_changed_has_two_lines()
    {
        Run("2025.4.1", named);
        Run("2025.6.0", (List, "  /things:\n    get:\n      operationId: things_list\n      responses: {}\n  /things/:\n    x-get:\n"));
        Assert.Contains(
            "  things_list:\n    - GET /things | 2025.6..\n    - GET /things/ | ..2025.4\n",
            Operations,
            StringComparison.Ordinal);
        Assert.Equal(0, Run("2025.4.1", named).Lines);
    }

    [Fact]
    public void A_server_newer_than_the_book_is_measured_against_the_newest_described()
    {
        Run("2025.4.1");
        Run("2026.11.0", withoutDelete, ("    patch: { responses: {} }", "    patch: { responses: {} }\n    put: { responses: {} }"));
        Assert.Contains("  things_id_put: PUT /things/{id}/ | 2026.11..\n", Operations, StringComparison.Ordinal);
        Assert.Contains("  things_id_delete: DELETE /things/{id}/ | ..2026.8\n", Operations, StringComparison.Ordinal);
    }

    private Report Run(string version, params (string, string)[] changes)
    {
        using var document = SmallDocument.With(version, changes);
        return Importer.Run(book.Folder, document.File);
    }
}
