using Authentik.Book;
using Authentik.Conformance.Tests.Documents;
using Authentik.Conformance.Tests.Module;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds the parameters of New and Set against the fields of requests.</summary>
internal sealed class RequestComparison(ApiDocument document, Tally tally, TypeComparison types, ShapeComparison shapes)
{
    /// <summary>Compares the request of an operation; the kind is that of a path that follows it.</summary>
    public void Compare(Resource resource, Operations what, Operation operation, Kind? kind)
    {
        var parameters = CompiledModule.Fields(what, resource);
        var fields = document.Request(operation);
        foreach (var field in fields)
        {
            var where = Where(field.Name);
            var known = resource.TryFindField(field.Name, out var found) ? found : null;
            var isThere = known is not null && parameters.Contains(field.Name) && IsSent(known, kind);
            if (Rules.IsNotForUsers(resource, what, field.Name, tally.Version))
            {
                tally.Exceptions.Add($"{where} must not be sent");
                continue;
            }

            tally.Count(Part.Request, kind is null ? where : $"{where} ({kind.Name})", isThere, "is no parameter for this version");
            if (isThere)
            {
                Compare(known!, field, where, what, resource);
            }
        }

        var there = fields.Select(field => field.Name).ToHashSet();
        foreach (var extra in resource.Fields
            .Where(field => parameters.Contains(field.Name) && IsSent(field, kind) && !there.Contains(field.Name)))
        {
            tally.Expect(false, Where(extra.Name), $"is not in this version's document{(kind is null ? string.Empty : $" ({kind.Name})")}");
        }

        string Where(string field) => $"{what}-Authentik{resource.Noun} {field}";
    }

    private void Compare(Field known, ApiField field, string where, Operations what, Resource resource)
    {
        types.Compare(known, field.Type, where, isRequest: true);
        var isRequired = known.Required.Contains(tally.Version);
        tally.Expect(
            what != Operations.New
                || isRequired == field.IsRequired
                || (isRequired && Rules.IsRequiredAnyway(resource, field.Name)),
            where,
            field.IsRequired ? "is required" : "is not required");
        shapes.Compare(known.Shape, field.Type, isRequest: true);
    }

    private bool IsSent(Field field, Kind? kind) =>
        field.Writable.Contains(tally.Version) && (kind is null || field.OnlyForKinds is null || field.OnlyForKinds.Contains(kind.Name));
}
