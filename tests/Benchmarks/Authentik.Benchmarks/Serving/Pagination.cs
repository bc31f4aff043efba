namespace Authentik.Benchmarks.Serving;

/// <summary>What stands around the rows of a page.</summary>
internal static class Pagination
{
    /// <summary>What follows the rows.</summary>
    public const string End = """],"autocomplete":{}}""";

    /// <summary>Writes what precedes the rows of a page, the first of which has the number 1.</summary>
    public static string Write(int page, int size, int count)
    {
        var pages = Math.Max(1, (count + size - 1) / size);
        var (next, previous) = (page < pages ? page + 1 : 0, page - 1);
        var (first, last) = (Math.Min(count, ((page - 1) * size) + 1), Math.Min(count, page * size));
        return $$"""
            {"pagination":{"next":{{next}},"previous":{{previous}},"count":{{count}},"current":{{page}},"total_pages":{{pages}},
            "start_index":{{first}},"end_index":{{last}}},"results":[
            """.ReplaceLineEndings(string.Empty);
    }
}
