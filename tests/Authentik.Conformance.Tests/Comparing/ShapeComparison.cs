using Authentik.Book;
using Authentik.Conformance.Tests.Documents;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds nested objects against the document, wherever it has them.</summary>
internal sealed class ShapeComparison(ApiDocument document, Tally tally, TypeComparison types)
{
    private readonly HashSet<(Shape Shape, Node Schema, bool IsRequest)> seen = [];
    private readonly Dictionary<(Shape Shape, bool IsRequest), HashSet<string>> fields = [];

    /// <summary>Compares the nested object that a field holds, if it does.</summary>
    public void Compare(Shape? shape, ApiType api, bool isRequest)
    {
        if (shape is null || api.Object is null || !seen.Add((shape, api.Object, isRequest)))
        {
            return;
        }

        if (!fields.TryGetValue((shape, isRequest), out var names))
        {
            fields[(shape, isRequest)] = names = [];
        }

        foreach (var field in document.Fields(api.Object).Where(field => !Rules.IsLeftOut(shape, field.Name)))
        {
            names.Add(field.Name);
            Compare(shape, field, isRequest);
        }
    }

    /// <summary>
    /// Notes what nested objects have and no document's object has. A nested object of the module may be several of the
    /// document, so all of them count; an embedded resource is compared where it is a resource.
    /// </summary>
    public void CompareExtra()
    {
        foreach (var ((shape, isRequest), names) in fields.Where(one => !IsResource(one.Key.Shape)))
        {
            var extras = shape.Fields.Where(field => IsThere(field, isRequest) && !names.Contains(field.Name));
            foreach (var extra in extras.Where(field => !Rules.IsOnServersOnly(shape, field.Name)))
            {
                tally.Expect(false, Where(shape, extra.Name, isRequest), "is not in this version's document");
            }
        }
    }

    private void Compare(Shape shape, ApiField field, bool isRequest)
    {
        var where = Where(shape, field.Name, isRequest);
        var known = shape.Fields.FirstOrDefault(one => one.Name == field.Name);
        var isThere = known is not null
            && IsThere(known, isRequest)
            && Module.CompiledModule.HasProperty(shape.CreateObject(), field.Name, isWritten: isRequest);
        tally.Count(isRequest ? Part.Request : Part.Response, where, isThere, "is missing in the module for this version");
        if (!isThere)
        {
            return;
        }

        // Whether an embedded resource's field may be null is compared where it is a resource.
        types.Compare(known!, IsResource(shape) ? field.Type with { IsNullable = false } : field.Type, where, isRequest);
        tally.Expect(
            !isRequest || known!.Required.Contains(tally.Version) == field.IsRequired,
            where,
            field.IsRequired ? "is required" : "is not required");
        Compare(known!.Shape, field.Type, isRequest);
    }

    private bool IsThere(Field field, bool isRequest) => (isRequest ? field.Writable : field.Readable).Contains(tally.Version);

    private static bool IsResource(Shape shape) => Authentik.Resources.Book.TryFind(shape.Name, out _);

    private static string Where(Shape shape, string field, bool isRequest) =>
        $"{shape.Name}.{field} in {(isRequest ? "requests" : "answers")}";
}
