using Authentik.Book;

namespace Authentik.Values;

/// <summary>What somebody asked of a list: values of filters, words to search for, an order.</summary>
internal sealed class ListQuery(Resource resource)
{
    private readonly List<KeyValuePair<Filter, object?>> filters = [];

    public Resource Resource => resource;

    /// <summary>The filters in the order they were given.</summary>
    public IReadOnlyList<KeyValuePair<Filter, object?>> Filters => filters;

    /// <summary>Words to search for; null for none.</summary>
    public string? Search { get; set; }

    /// <summary>Fields to order by, a hyphen before one for descending.</summary>
    public IReadOnlyList<string> OrderBy { get; set; } = [];

    /// <summary>Asks for rows of that value.</summary>
    public void Add(Filter filter, object? value) => filters.Add(new(filter, value));
}
