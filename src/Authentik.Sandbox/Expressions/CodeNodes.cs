namespace Authentik.Sandboxing.Expressions;

/// <summary>A part of an expression. Its value is JSON, an object of the server, a list of objects, or a UUID.</summary>
internal abstract record CodeNode
{
    public abstract object? Evaluate(NameScope scope);

    /// <summary>The value, which has to be JSON.</summary>
    public JsonNode? EvaluateToJson(NameScope scope) => Evaluate(scope) switch
    {
        null => null,
        JsonNode json => json.DeepClone(),
        _ => throw PythonCode.Reject(),
    };
}

internal sealed record Constant(JsonNode? Value) : CodeNode
{
    public override object? Evaluate(NameScope scope) => Value;
}

internal sealed record Variable(string Name) : CodeNode
{
    public override object? Evaluate(NameScope scope) => scope.Find(Name);
}

internal sealed record ListOf(IReadOnlyList<CodeNode> Items) : CodeNode
{
    public override object Evaluate(NameScope scope) => new JsonArray([.. Items.Select(item => item.EvaluateToJson(scope))]);
}

internal sealed record MapOf(IReadOnlyList<(CodeNode Key, CodeNode Value)> Pairs) : CodeNode
{
    public override object Evaluate(NameScope scope)
    {
        var map = new JsonObject();
        foreach (var (key, value) in Pairs)
        {
            map[key.EvaluateToJson(scope).AsString() ?? throw PythonCode.Reject()] = value.EvaluateToJson(scope);
        }

        return map;
    }
}

/// <summary>A list comprehension over objects.</summary>
internal sealed record ForEach(CodeNode Value, string Name, CodeNode Source) : CodeNode
{
    public override object Evaluate(NameScope scope) => Source.Evaluate(scope) is IReadOnlyList<CodeObject> models
        ? new JsonArray([.. models.Select(model => Value.EvaluateToJson(scope.With(Name, model)))])
        : throw PythonCode.Reject();
}

internal sealed record AttributeOf(CodeNode Owner, string Name) : CodeNode
{
    public override object? Evaluate(NameScope scope) =>
        Owner.Evaluate(scope) is CodeObject model ? model.Get(Name) : throw PythonCode.Reject();
}

internal sealed record KeyedItem(CodeNode Owner, CodeNode Key) : CodeNode
{
    public override object? Evaluate(NameScope scope)
    {
        var key = Key.EvaluateToJson(scope).AsString();
        return Owner.Evaluate(scope) is JsonObject map && key is not null && map.TryGetPropertyValue(key, out var value)
            ? value
            : throw PythonCode.Reject();
    }
}

internal sealed record MethodCall(CodeNode Owner, string Name, IReadOnlyList<CodeNode> Arguments) : CodeNode
{
    public override object? Evaluate(NameScope scope) => (Owner.Evaluate(scope), Name, Arguments.Count) switch
    {
        (JsonObject map, "get", 1 or 2) => GetOrDefault(map, scope),
        (IReadOnlyList<CodeObject> models, "all", 0) => models,
        (CodeObject model, _, 0) => model.Invoke(Name),
        _ => throw PythonCode.Reject(),
    };

    private object? GetOrDefault(JsonObject map, NameScope scope)
    {
        var key = Arguments[0].EvaluateToJson(scope).AsString() ?? throw PythonCode.Reject();
        return map.TryGetPropertyValue(key, out var value) ? value
            : Arguments.Count == 2 ? Arguments[1].Evaluate(scope)
            : null;
    }
}
