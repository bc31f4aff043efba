using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Authentik.Benchmarks.Serving.Installation;

/// <summary>A list of objects that are written when they are asked for, in pages of at most 100.</summary>
/// <param name="count">How many there are.</param>
/// <param name="write">Writes one by its number, from 0.</param>
internal sealed class RowList(int count, Func<int, string> write)
{
    private const int LargestPage = 100;

    /// <summary>Which of them a filter finds, by the name of the filter; a filter that isn't here finds all, as on authentik.</summary>
    public IReadOnlyDictionary<string, Func<string, IEnumerable<int>>> Filters { get; init; } =
        new Dictionary<string, Func<string, IEnumerable<int>>>();

    /// <summary>Finds one by the last part of its path; null if there is none.</summary>
    public Func<string, int?> Find { get; init; } = _ => null;

    /// <summary>A page of the list.</summary>
    public Reply List(IQueryCollection query)
    {
        var found = Filters.Where(filter => query.ContainsKey(filter.Key))
            .Select(filter => filter.Value(query[filter.Key].ToString()).ToList())
            .FirstOrDefault();
        var total = found?.Count ?? count;
        var (size, page) = (Math.Min(ReadNumber(query, "page_size", LargestPage), LargestPage), ReadNumber(query, "page", 1));
        var start = (page - 1) * size;
        if (start > 0 && start >= total)
        {
            return Reply.NotFound("Invalid page.");
        }

        var rows = Enumerable.Range(start, Math.Max(0, Math.Min(size, total - start))).Select(place => write(found?[place] ?? place));
        return Reply.Json(StatusCodes.Status200OK, $"{Pagination.Write(page, size, total)}{string.Join(',', rows)}{Pagination.End}");
    }

    /// <summary>One of the objects.</summary>
    public Reply Get(string id) => Find(id) is { } number && number >= 0 && number < count
        ? Reply.Json(StatusCodes.Status200OK, write(number))
        : Reply.NotFound("Not found.");

    private static int ReadNumber(IQueryCollection query, string name, int otherwise) =>
        int.TryParse(query[name], CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;
}
