using Authentik.Book;
using Authentik.Conformance.Tests.Documents;
using Authentik.Conformance.Tests.Module;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds the commands of actions against the operations that they call.</summary>
internal sealed class ActionComparison(ApiDocument document, Tally tally, TypeComparison types, ShapeComparison shapes)
{
    private readonly CreatedComparison created = new(document, tally);

    /// <summary>Compares an action, and says which operations of the document it stands for.</summary>
    public IReadOnlyList<Operation> Compare(ApiAction action)
    {
        var called = action.Calls.Where(call => call.Versions.Contains(tally.Version)).ToList();
        foreach (var call in called)
        {
            Compare(action, call);
        }

        var covered = ApiOperations.All
            .Where(one => action.Covers.Contains(one.OperationId) && one.Versions.Contains(tally.Version))
            .Select(one => Find(one.Method, one.Path));
        return [.. called.Select(call => Find(call.Method, call.Path)), .. covered];
    }

    private static Operation Find(string method, string path) => new(path, method.ToLowerInvariant());

    private void Compare(ApiAction action, ActionCall call)
    {
        var operation = Find(call.Method, call.Path);
        var isThere = document.Has(operation) && CompiledModule.Has(action.Command);
        tally.Count(
            Part.Operation,
            $"{action.Command}: {operation}",
            isThere,
            "the module cannot do it, or the document has no such operation");
        if (!isThere)
        {
            return;
        }

        var fields = action.Fields.Where(call.Takes).ToList();
        CompareRequest(action, fields, document.Request(operation), IsInBody, Part.Request);
        CompareRequest(action, fields, document.Queries(operation), field => field.InQuery.Contains(tally.Version), Part.Filter);
        CompareAnswer(action, operation);
    }

    private bool IsInBody(Field field) => !field.IsInPath && !field.InQuery.Contains(tally.Version);

    private void CompareRequest(ApiAction action, List<Field> fields, IReadOnlyList<ApiField> wanted, Func<Field, bool> isHere, Part part)
    {
        var parameters = CompiledModule.Fields(action);
        foreach (var field in wanted.Where(field => !action.Fixed.ContainsKey(field.Name)))
        {
            var where = $"{action.Command} {field.Name}";
            if (Rules.IsLeftOut(action, field.Name))
            {
                tally.Exceptions.Add($"{where} is left out");
                continue;
            }

            var known = fields.FindAll(one => NamesOf(one).Contains(field.Name) && isHere(one) && one.Writable.Contains(tally.Version));
            var isThere = known.Count > 0 && known.TrueForAll(one => parameters.Contains(one.Name));
            tally.Count(part, where, isThere, "is no parameter for this version");
            CompareGiven([.. known.Select(one => one.With).OfType<SentValue>().Where(with => with.Field == field.Name)], field, where);
            foreach (var one in known.Where(one => one.With?.Field != field.Name))
            {
                Compare(one, field, where);
            }
        }

        var there = wanted.Select(field => field.Name).ToHashSet();
        var sent = fields.Where(field => isHere(field) && field.Writable.Contains(tally.Version));
        foreach (var extra in sent.Where(field => !NamesOf(field).All(there.Contains)))
        {
            tally.Expect(
                extra.IsWholeBody,
                $"{action.Command} {extra.Name}",
                "is not in this version's document");
        }
    }

    // Parameters that exclude each other have one name in the request, and with each goes a value that says which one it is.
    private static IEnumerable<string> NamesOf(Field field) =>
        new[] { field.OneOf ?? field.Name, field.With?.Field }.OfType<string>();

    private void CompareGiven(SentValue[] given, ApiField field, string where) => tally.Expect(
        given.Length == 0 || field.Type.Values.ToHashSet().SetEquals(given.Select(with => with.Value)),
        where,
        $"can be {string.Join(", ", field.Type.Values)}, not {string.Join(", ", given.Select(with => with.Value))}");

    private void Compare(Field known, ApiField field, string where)
    {
        if (known.Creates is not null)
        {
            created.Compare(known, field, where);
        }
        else if (known.Type != FieldType.File && !Rules.IsJsonText(known.Type, field.Type))
        {
            var type = Rules.IsWrittenAsJson(where) ? field.Type with { Kind = FieldType.Json } : field.Type;
            types.Compare(known, IsNeverNull(known) ? type with { IsNullable = false } : type, where, isRequest: true);
        }

        var isRequired = known.Required.Contains(tally.Version);
        tally.Expect(
            known.Via is not null || isRequired == field.IsRequired || Rules.IsRequiredAnyway(where),
            where,
            field.IsRequired ? "is required" : "is not required");
        shapes.Compare(known.Shape, field.Type, isRequest: true);
    }

    // A query has no null, and what an action is about can't be nothing.
    private bool IsNeverNull(Field field) => field.IsPiped || field.InQuery.Contains(tally.Version);

    private void CompareAnswer(ApiAction action, Operation operation)
    {
        var answer = document.AnswerFields(operation).Where(field => !Rules.IsLeftOut(action, field.Name)).ToList();
        if (action.Returns is not { } returns)
        {
            tally.Expect(answer.Count == 0, action.Command, "returns nothing, but the server answers");
            return;
        }

        if (returns.Field is { } name)
        {
            foreach (var field in answer)
            {
                tally.Count(Part.Response, $"{action.Command} returns {field.Name}", field.Name == name, "is not returned");
            }

            return;
        }

        if (returns.Shape is { } shape && document.AnswerType(operation) is { } type)
        {
            shapes.Compare(shape, type, isRequest: false);
        }
        else if (returns.Noun is { } noun)
        {
            var resource = Authentik.Resources.Book[noun];
            foreach (var field in answer)
            {
                tally.Count(
                    Part.Response, $"{action.Command} returns {field.Name}", resource.TryFindField(field.Name, out _), "is no property");
            }
        }
    }
}
