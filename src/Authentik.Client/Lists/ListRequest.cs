namespace Authentik.Lists;

/// <summary>A list to read.</summary>
/// <param name="Path">Its path below the API's root.</param>
/// <param name="Query">Filters and the like; the reader adds the page and its size.</param>
internal sealed record ListRequest(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    /// <summary>Rows a page, the most that every server gives.</summary>
    public const int LargestPage = 100;

    /// <summary>Rows to leave out at the beginning.</summary>
    public long Skip { get; init; }

    /// <summary>Rows a page, from 1 on.</summary>
    public int PageSize { get; init; } = LargestPage;

    /// <summary>Rows that are wanted; null for all.</summary>
    public long? Most { get; init; }

    /// <summary>The query of one page.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> GetPageQuery(int number) =>
        [.. Query, new("page", ToText(number)), new("page_size", ToText(PageSize))];

    private static string ToText(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
