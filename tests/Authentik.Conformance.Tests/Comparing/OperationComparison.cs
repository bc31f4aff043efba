using Authentik.Book;
using Authentik.Conformance.Tests.Documents;
using Authentik.Conformance.Tests.Module;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds what a resource can do against the operations of the document.</summary>
internal sealed class OperationComparison(ApiDocument document, Tally tally)
{
    private static readonly Operations[] Each = [Operations.List, Operations.Get, Operations.New, Operations.Set, Operations.Remove];

    /// <summary>Compares those of a resource, and says which they are.</summary>
    public IReadOnlyList<(Place Place, Operation Operation, Operations? What)> Compare(Resource resource)
    {
        var there =
            (from place in Place.Of(resource, document, tally.Version)
             from one in place.Operations(resource.IsSingle)
             where document.Has(one.Operation) && !document.IsUpload(one.Operation)
             select (place, one.Operation, one.What)).ToList();
        foreach (var (_, operation, what) in there)
        {
            var isHad = what is { } verb ? CompiledModule.Can(resource, verb, tally.Version) : resource.Offers(Feature.UsedBy);
            tally.Count(Part.Operation, $"{resource.Noun}: {operation}", isHad, "the module cannot do it");
        }

        CompareExtra(resource, there.Select(one => one.What).ToHashSet());
        return there;
    }

    private void CompareExtra(Resource resource, HashSet<Operations?> there)
    {
        foreach (var what in Each.Where(what => resource.GetVersions(what).Contains(tally.Version)
            && !there.Contains(what)
            && !IsDoneElsewhere(resource, what)))
        {
            tally.Expect(false, resource.Noun, $"the document has no operation for {what}");
        }

        if (!resource.IsSingle)
        {
            tally.Expect(
                Rules.IsReadFromTheList(resource) || there.Contains(Operations.Get) != !resource.Offers(Feature.Detail),
                resource.Noun,
                "'without: retrieve' is not what the document says");
            tally.Expect(
                there.Contains(null) != !resource.Offers(Feature.UsedBy),
                resource.Noun,
                "'without: used-by' is not what the document says");
            tally.Expect(
                Place.Lists(resource, tally.Version).All(document.IsBareList) == !resource.Offers(Feature.Paging),
                resource.Noun,
                "'without: paging' is not what the document says");
        }
    }

    // A single object has no list; an object without a path is read from the list, and removed where its own kind is.
    private static bool IsDoneElsewhere(Resource resource, Operations what) => what switch
    {
        Operations.List => resource.IsSingle,
        Operations.Get => !resource.Offers(Feature.Detail),
        Operations.Remove => !resource.Offers(Feature.Detail) && CompiledModule.Members[resource.Noun].Any(),
        _ => false,
    };
}
