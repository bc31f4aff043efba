using Authentik.Book;
using Authentik.Values;

namespace Authentik;

/// <summary>
/// The filters by which a list is narrowed to what belongs to an object of another kind, such as the tokens of a user.
/// </summary>
internal static class RelatedFilters
{
    /// <summary>The filters that an object of a resource fills; none if the list has none for it.</summary>
    /// <param name="listed">The resource of the list.</param>
    /// <param name="given">The resource of the object.</param>
    /// <param name="version">The server's version; null if unknown.</param>
    public static IReadOnlyList<Filter> Find(Resource listed, Resource given, ServerVersion? version)
    {
        var filters = Referring.Find(listed.Filters, filter => filter.ReferencedNouns, given);
        var main = filters.Where(filter => filter.IsMain).ToList();
        filters = main.Count > 0 ? main : filters;
        if (filters.Find(filter => version is not { } known || filter.Versions.Contains(known)) is { } fitting)
        {
            return [fitting];
        }

        var about = given.ModelName is null ? [] : listed.Filters.Where(filter => filter.About is not null).ToList();
        return about.Count > 0 || filters.Count == 0 ? about : [filters[^1]];
    }

    /// <summary>The resources whose objects fill a filter of the list, families for all of their members.</summary>
    public static IReadOnlyList<string> ListNouns(Resource listed) =>
        Referring.ListNouns(listed.Filters, filter => filter.ReferencedNouns, listed);

    /// <summary>True if the list can be narrowed to objects of any resource with a model.</summary>
    public static bool TakesAny(Resource listed) => listed.Filters.Any(filter => filter.About is not null);

    /// <summary>Narrows a list to what belongs to an object.</summary>
    /// <exception cref="InputException">Another value was specified for the same filter.</exception>
    public static void Fill(ListQuery query, Identity related, ServerVersion? version)
    {
        foreach (var filter in Find(query.Resource, related.Resource, version))
        {
            if (query.Filters.Any(given => given.Key.Parameter == filter.Parameter))
            {
                throw new InputException(
                    InputProblem.InvalidValue,
                    $"The {related.Resource.Title} '{related}' from the pipeline and -{filter.Parameter} are for the same filter. "
                        + $"Omit -{filter.Parameter}.",
                    related);
            }

            query.Add(filter, ValueOf(filter, related));
        }
    }

    private static object ValueOf(Filter filter, Identity given) => filter switch
    {
        { About: "app" } => given.Resource.ModelName!.Split('.')[0],
        { About: "model" } => given.Resource.ModelName!.Split('.')[1],
        { About: not null } => given,
        { RefersTo: null } => ToAny(given),
        { IsList: true } => new object[] { given },
        _ => given,
    };

    private static AnyIdentity ToAny(Identity given) => given.Value switch
    {
        AuthentikObject whole => new AnyIdentity(whole),
        Guid id => new AnyIdentity(id),
        _ => new AnyIdentity(given.ToString()),
    };
}
