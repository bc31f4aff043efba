using Authentik.Book;
using Authentik.Http;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Reads the objects whose names begin with a word, those that fit a parameter first.</summary>
internal sealed class ObjectList(ApiClient api, string word, CancellationToken cancellation)
{
    // Half of a page comes without a request for the next one.
    private const int PageSize = 100;

    /// <summary>Reads objects of a resource. Long lists are cut.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="fits">Which of them fit best; null if all do.</param>
    /// <param name="kind">The value of the parameter that says their kind; null for none.</param>
    public async Task<IReadOnlyList<AuthentikObject>> ReadAsync(Resource resource, Fit? fits = null, string? kind = null)
    {
        var filters = (fits?.Filters ?? [])
            .Select(one => (Filter: resource.Filters.FirstOrDefault(filter => filter.Name == one.Field), one.Value))
            .Where(one => one.Filter is not null && api.Call.Gate.IsCertain(one.Filter.Versions))
            .Select(one => new KeyValuePair<Filter, object?>(one.Filter!, bool.TryParse(one.Value, out var flag) ? flag : one.Value))
            .ToList();
        var fitting = filters.Count == 0 ? Task.FromResult<IReadOnlyList<AuthentikObject>>([]) : FindAsync(resource, filters);
        var all = FindAsync(resource, []);
        var kinds = kind is null ? fits?.Kinds ?? [] : [kind + resource.Noun];
        return [.. (await fitting).Concat((await all).OrderBy(one => IsOfKind(one, kinds) ? 0 : 1))];
    }

    /// <summary>The names of an object, short ones first: openid is typed more often than the full name of its mapping.</summary>
    public static IEnumerable<string> ListNames(Resource resource, AuthentikObject one) => resource.Names
        .Select(one.ValueOf)
        .OfType<string>()
        .Where(name => name.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(name => name.Length);

    private static bool IsOfKind(AuthentikObject one, IEnumerable<string> kinds) =>
        one.Resource is { } own && kinds.Contains(own.Noun, StringComparer.OrdinalIgnoreCase);

    // A search narrows a long list. It doesn't look at every name of every object, so what it doesn't find is looked for without it.
    private async Task<IReadOnlyList<AuthentikObject>> FindAsync(
        Resource resource, IReadOnlyList<KeyValuePair<Filter, object?>> filters)
    {
        var canSearch = word.Length > 0 && resource.Offers(Feature.Search) && word.All(IsSearchable);
        var found = canSearch ? await ListAsync(resource, filters, word) : [];
        return found.Any(one => Begins(resource, one)) ? found : await ListAsync(resource, filters, search: null);
    }

    private bool Begins(Resource resource, AuthentikObject one) =>
        ListNames(resource, one).Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    // Newer servers read others as operators of a query.
    private static bool IsSearchable(char letter) =>
        char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_' or '.' or '/' or ':' or '@';

    private Task<IReadOnlyList<AuthentikObject>> ListAsync(
        Resource resource, IReadOnlyList<KeyValuePair<Filter, object?>> filters, string? search)
    {
        var query = new ListQuery(resource) { Search = search };
        foreach (var (filter, value) in filters)
        {
            query.Add(filter, value);
        }

        return CompletionCall.TryAsync(() => ReadPageAsync(query));
    }

    private async Task<IReadOnlyList<AuthentikObject>> ReadPageAsync(ListQuery query)
    {
        var lister = new ResourceClient(api, query.Resource).Lister;
        await foreach (var (objects, _) in lister.ListAsync(query, skip: 0, PageSize, cancellation))
        {
            return objects;
        }

        return [];
    }
}
