using Authentik.Book;
using Authentik.Conformance.Tests.Documents;
using Authentik.Conformance.Tests.Module;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds the properties of models against the fields of answers.</summary>
internal sealed class AnswerComparison(ApiDocument document, Tally tally, TypeComparison types, ShapeComparison shapes)
{
    /// <summary>Compares all answers that hold an object of a resource.</summary>
    public void Compare(Resource resource)
    {
        var empty = resource.CreateObject();
        foreach (var field in Answers(resource))
        {
            var where = $"{resource.Noun}.{field.Name}";
            var known = resource.TryFindField(field.Name, out var found) ? found : null;
            var isThere = known is not null && known.Readable.Contains(tally.Version) && CompiledModule.HasProperty(empty, field.Name);
            tally.Count(Part.Response, where, isThere, "is no property for this version");
            if (isThere)
            {
                types.Compare(known!, field.Type, where, isRequest: false);
                shapes.Compare(known!.Shape, field.Type, isRequest: false);
            }
        }

        var there = Names(resource);
        foreach (var extra in resource.Fields.Where(field => field.Readable.Contains(tally.Version) && !there.Contains(field.Name)))
        {
            tally.Expect(
                Rules.IsSaidByMembers(resource, extra.Name, Names),
                $"{resource.Noun}.{extra.Name}",
                "is in no answer of this version's document");
        }
    }

    private HashSet<string> Names(Resource resource) => [.. Answers(resource).Select(field => field.Name)];

    // Deleting answers nothing, and what uses an object is no object of the resource.
    private IEnumerable<ApiField> Answers(Resource resource) =>
        from place in Place.Of(resource, document, tally.Version)
        from one in place.Operations(resource.IsSingle)
        where one.What is not (null or Operations.Remove) && document.Has(one.Operation)
        from field in document.AnswerFields(one.Operation)
        select field;
}
