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

    /// <summary>True if a row can be any JSON; otherwise each is an object.</summary>
    public bool HasAnyRows { get; init; }

    /// <summary>The fields that tell one row from another; a row is known by the first that it has.</summary>
    public IReadOnlyList<string> Keys { get; init; } = ["pk", "uuid", "id"];

    /// <summary>The query of one page.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> GetPageQuery(int number) =>
        [.. Query, new("page", ToText(number)), new("page_size", ToText(PageSize))];

    private static string ToText(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
