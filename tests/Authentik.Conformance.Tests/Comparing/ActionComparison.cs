using Authentik.Book;
using Authentik.Conformance.Tests.Documents;
using Authentik.Conformance.Tests.Module;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds the commands of actions against the operations that they call.</summary>
internal sealed class ActionComparison(ApiDocument document, Tally tally, TypeComparison types, ShapeComparison shapes)
{
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

        var fields = action.Fields.Where(field => field.Via is null || field.Via == call.OperationId).ToList();
        CompareRequest(action, fields, document.Request(operation), field => IsInBody(field), Part.Request);
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

            var known = fields.Find(one => one.Name == field.Name && isHere(one) && one.Writable.Contains(tally.Version));
            tally.Count(part, where, known is not null && parameters.Contains(field.Name), "is no parameter for this version");
            if (known is not null)
            {
                Compare(known, field, where);
            }
        }

        var there = wanted.Select(field => field.Name).ToHashSet();
        foreach (var extra in fields.Where(field => isHere(field) && field.Writable.Contains(tally.Version) && !there.Contains(field.Name)))
        {
            tally.Expect(
                extra.IsWholeBody || IsOfAnotherCall(action, extra.Name),
                $"{action.Command} {extra.Name}",
                "is not in this version's document");
        }
    }

    // Of several kinds of objects, some take a parameter and others don't.
    private bool IsOfAnotherCall(ApiAction action, string name) => action.Calls
        .Where(call => call.Versions.Contains(tally.Version))
        .Select(call => Find(call.Method, call.Path))
        .Any(operation => document.Request(operation).Concat(document.Queries(operation)).Any(field => field.Name == name));

    private void Compare(Field known, ApiField field, string where)
    {
        if (known.Type != FieldType.File && !Rules.IsJsonText(known.Type, field.Type))
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
