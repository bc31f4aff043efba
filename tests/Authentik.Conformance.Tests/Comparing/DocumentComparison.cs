using Authentik.Book;
using Authentik.Conformance.Tests.Documents;
using Authentik.Conformance.Tests.Module;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds the whole module against a document.</summary>
internal sealed class DocumentComparison
{
    private readonly ApiDocument document;
    private readonly Tally tally;
    private readonly OperationComparison operations;
    private readonly RequestComparison requests;
    private readonly AnswerComparison answers;
    private readonly FilterComparison filters;
    private readonly ShapeComparison shapes;
    private readonly ActionComparison actions;

    private DocumentComparison(ApiDocument document)
    {
        this.document = document;
        tally = new Tally(ServerVersion.Parse(document.Version));
        var types = new TypeComparison(tally);
        shapes = new ShapeComparison(document, tally, types);
        operations = new OperationComparison(document, tally);
        requests = new RequestComparison(document, tally, types, shapes);
        answers = new AnswerComparison(document, tally, types, shapes);
        filters = new FilterComparison(document, tally, types);
        actions = new ActionComparison(document, tally, types, shapes);
    }

    /// <summary>Compares all of it.</summary>
    public static Tally Of(ApiDocument document)
    {
        var comparison = new DocumentComparison(document);
        comparison.Compare();
        return comparison.tally;
    }

    private void Compare()
    {
        var had = CompiledModule.Resources.SelectMany(Compare).Concat(Authentik.Actions.All.SelectMany(actions.Compare)).ToHashSet();
        CountHandWritten(had);
        shapes.CompareExtra();
        foreach (var path in document.PagedLists)
        {
            tally.Expect(had.Contains(new Operation(path, "get")), path, "no resource of the module has this list");
        }

        tally.Later.AddRange(document.Operations.Where(operation => !had.Contains(operation)).Select(operation => operation.ToString()));
    }

    private void CountHandWritten(HashSet<Operation> had)
    {
        foreach (var one in ApiOperations.All
            .Where(one => CompiledModule.Covered.Contains(one.OperationId) && one.Versions.Contains(tally.Version)))
        {
            var operation = new Operation(one.Path, one.Method.ToLowerInvariant());
            tally.Count(Part.Operation, $"by hand: {operation}", document.Has(operation), "the document has no such operation");
            had.Add(operation);
        }
    }

    private IEnumerable<Operation> Compare(Resource resource)
    {
        var lists = Place.Lists(resource, tally.Version).ToList();
        var isThere = lists.Any(path => document.Has(new Operation(path, "get")));
        tally.Expect(isThere == resource.Versions.Contains(tally.Version), resource.Noun, $"{(isThere ? "is" : "is not")} in this version");
        if (!isThere || !resource.Versions.Contains(tally.Version))
        {
            return [];
        }

        foreach (var path in lists)
        {
            tally.Expect(document.Has(new Operation(path, "get")), resource.Noun, $"the document has no list at {path}");
        }

        var there = operations.Compare(resource);
        foreach (var (place, operation, what) in there.Where(one => IsWrittenAt(one.Place, resource) && TakesFields(one.Operation)))
        {
            if (CompiledModule.Can(resource, what!.Value, tally.Version))
            {
                requests.Compare(resource, what.Value, operation, place.Kind);
            }
        }

        answers.Compare(resource);
        filters.Compare(resource);
        return there.Select(one => one.Operation);
    }

    // Where the path follows a kind, the common one takes what all kinds have, and the module does not write there.
    private static bool IsWrittenAt(Place place, Resource resource) => resource.Routing is null || place.Kind is not null;

    // Where there are both, a PUT takes what a POST takes.
    private bool TakesFields(Operation operation) =>
        operation.Method is "post" or "patch" || (operation.Method == "put" && !document.Has(operation with { Method = "patch" }));
}
