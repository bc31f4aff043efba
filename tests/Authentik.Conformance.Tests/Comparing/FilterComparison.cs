using Authentik.Book;
using Authentik.Conformance.Tests.Documents;
using Authentik.Conformance.Tests.Module;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds the filters of Get against the query parameters of the list.</summary>
internal sealed class FilterComparison(ApiDocument document, Tally tally, TypeComparison types)
{
    /// <summary>Compares those of a resource, with all lists that it is read from.</summary>
    public void Compare(Resource resource)
    {
        foreach (var path in Place.Lists(resource, tally.Version))
        {
            Compare(resource, path);
        }
    }

    private void Compare(Resource resource, string path)
    {
        var parameters = CompiledModule.Filters(resource);
        var filters = document.Filters(path).Where(filter => !Rules.IsNoFilter(resource, filter.Name)).ToList();
        foreach (var filter in filters)
        {
            var known = resource.Filters.FirstOrDefault(one => one.Name == filter.Name);
            var isThere = known is not null && parameters.Contains(filter.Name) && known.Versions.Contains(tally.Version);
            tally.Count(Part.Filter, Where(filter.Name), isThere, "is no filter of the module's in this version");
            if (known is not null)
            {
                types.Compare(known, filter.Type, Where(filter.Name));
            }
        }

        foreach (var extra in resource.Filters
            .Where(one => one.Versions.Contains(tally.Version) && filters.All(filter => filter.Name != one.Name)))
        {
            tally.Expect(false, Where(extra.Name), "is no filter in this version's document");
        }

        string Where(string filter) => $"Get-Authentik{resource.Noun} filter {filter}";
    }
}
