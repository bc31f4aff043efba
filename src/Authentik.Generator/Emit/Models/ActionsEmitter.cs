using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Models;

/// <summary>Writes what the book says of actions. Each is made when it's first used, so that an import pays for none.</summary>
internal static class ActionsEmitter
{
    /// <summary>The file of all actions.</summary>
    public static string Emit(BookEntry book)
    {
        var code = new CodeWriter("Authentik", "Authentik.Book");
        code.Summary("The actions that the module knows.").Block("public static class Actions", () =>
        {
            foreach (var action in book.Actions)
            {
                Write(code, action);
            }

            code.Summary("All of them.");
            var all = string.Join(", ", book.Actions.Select(action => action.ClassName));
            code.Line($"public static IReadOnlyList<ApiAction> All => [{all}];");
            code.Line().Summary("The action of that name, such as Set-UserPassword.");
            code.Block("public static ApiAction Find(string name) => name switch", () =>
            {
                foreach (var action in book.Actions)
                {
                    code.Line($"{Literal.Text(action.Key)} => {action.ClassName},");
                }

                code.Line("_ => throw new ArgumentException($\"The book has no action '{name}'.\", nameof(name)),");
            }, "};");
        });
        return code.ToString();
    }

    private static void Write(CodeWriter code, ActionEntry action)
    {
        code.Line($"private static ApiAction? made{action.ClassName};");
        code.Summary($"Calls {string.Join(", ", action.Calls.SelectMany(call => call.OperationIds))}.");
        code.Block($"public static ApiAction {action.ClassName} => made{action.ClassName} ??= new()", () =>
        {
            code.Line($"Command = {Literal.Text(action.CommandName)},");
            code.Line($"Calls = [{string.Join(", ", action.Calls.SelectMany(ListCalls))}],");
            code.Line($"Covers = [{Literal.Texts(action.Covers)}],");
            code.Line($"Versions = {FactsEmitter.WriteRange(action.Versions)},");
            if (action.Task is { } task)
            {
                code.Line($"Task = {Literal.Text(task)},");
            }

            if (action.OwnAccess)
            {
                code.Line("TouchesOwnAccess = true,");
            }

            if (action.Becomes is { } field)
            {
                code.Line($"Becomes = {Literal.Text(field)},");
            }

            if (action.Otherwise is { } otherwise)
            {
                code.Line($"Otherwise = {Literal.Text(otherwise)},");
            }

            if (action.Success is { } success)
            {
                code.Line($"SuccessField = {Literal.Text(success)},");
            }

            if (action.Background != BackgroundKind.None)
            {
                code.Line($"Background = BackgroundKind.{action.Background},");
            }

            if (action.Fixed.Count > 0)
            {
                var values = action.Fixed.Select(value => $"[{Literal.Text(value.Key)}] = {Literal.Text(value.Value)}");
                code.Line($"Fixed = new Dictionary<string, string> {{ {string.Join(", ", values)} }},");
            }

            code.Block("Fields = new Field[]", () =>
            {
                foreach (var one in action.Fields)
                {
                    code.Line($"new() {{ {FactsEmitter.WriteField(one)} }},");
                }
            }, "},");
            if (action.Returns is { } returns)
            {
                code.Line($"Returns = {WriteReturn(returns)},");
            }
        }, "};").Line();
    }

    private static IEnumerable<string> ListCalls(CallEntry call) => call.Operations.Select(operation =>
    {
        var noun = call.TargetNoun is null ? "null" : Literal.Text(call.TargetNoun);
        var facts = Literal.Texts([operation.Id, operation.Method, operation.Path]);
        return $"new({noun}, {facts}, {FactsEmitter.WriteRange(operation.Versions)})";
    });

    private static string WriteReturn(ReturnEntry returns)
    {
        var facts = new List<string> { $"Type = FieldType.{returns.Type.Kind}" };
        if (returns.Type.Resource is { } resource)
        {
            facts.Add($"Noun = {Literal.Text(resource.Noun)}");
        }
        else if (returns.Type.Shape is { } shape)
        {
            facts.Add($"Shape = Shapes.{shape.Name}");
        }

        if (returns.Field is { } field)
        {
            facts.Add($"Field = {Literal.Text(field)}");
        }

        facts.AddRange(returns.Type.IsList ? ["IsList = true"] : []);
        facts.AddRange(returns.IsSecret ? ["IsSecret = true"] : []);
        return $"new() {{ {string.Join(", ", facts)} }}";
    }
}
