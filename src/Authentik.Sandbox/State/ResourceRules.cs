using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.State;

/// <summary>What the server does with one resource beyond what the book describes.</summary>
internal abstract class ResourceRules(ServerState state)
{
    /// <summary>The path of the resource. The rules of a family apply to all its members.</summary>
    public abstract string Path { get; }

    protected ServerState State { get; } = state;

    /// <summary>The response to a write that crashes the server before it checks the fields; null when it checks them.</summary>
    public virtual ApiResponse? CheckEarly(Change change) => null;

    /// <summary>Adds errors that depend on several fields; returns a response only when the write crashes the server.</summary>
    public virtual ApiResponse? Check(Change change, FieldErrors errors) => null;

    /// <summary>Sets the values that the server generates.</summary>
    /// <param name="row">The object, which already has the new values.</param>
    /// <param name="isNew">True for a new object.</param>
    /// <param name="change">The request; null for an object that the server creates by itself.</param>
    public virtual void Complete(Row row, bool isNew, Change? change = null)
    {
    }

    /// <summary>Computes a value that isn't stored; false when the stored value counts.</summary>
    public virtual bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = null;
        return false;
    }

    /// <summary>True when responses don't contain the field.</summary>
    public virtual bool Omits(Row row, string field) => false;

    /// <summary>Whether an object passes a filter that isn't a plain field; null when these rules don't know the filter.</summary>
    public virtual bool? Passes(Row row, string filter, IReadOnlyList<string> values) => null;

    /// <summary>The object in one line, as in <c>used_by</c>; null when the facts describe it.</summary>
    public virtual string? Describe(Row row) => null;

    /// <summary>False when a list that shows objects of other resources leaves out this one.</summary>
    public virtual bool IsShownIn(Row row, Resource list) => true;

    /// <summary>The response that rejects the deletion of an object; null when it can be deleted.</summary>
    public virtual ApiResponse? CheckRemoval(Row row) => null;

    /// <summary>The objects that the server deletes together with an object although they don't refer to it.</summary>
    public virtual IEnumerable<Row> FindCompanions(Row row) => [];
}

/// <summary>A request to create or change an object.</summary>
/// <param name="Request">The request.</param>
/// <param name="Route">What its URL refers to.</param>
/// <param name="Existing">The object to change; null for a new one.</param>
/// <param name="Body">The request's body.</param>
internal sealed record Change(ApiRequest Request, Route Route, Row? Existing, JsonObject Body)
{
    /// <summary>The resource of the object itself, even when the URL is that of its family.</summary>
    public Resource Resource => Existing?.Resource ?? Route.Resource;

    public Kind? Kind => Existing?.Kind ?? Route.Kind;

    /// <summary>Whether an object is created or changed.</summary>
    public Operations Operation => Existing is null ? Operations.New : Operations.Set;

    /// <summary>True when the fields that aren't sent keep their values.</summary>
    public bool IsPartial => Request.Method == "PATCH";

    /// <summary>The values that were sent, converted and checked.</summary>
    public JsonObject Values { get; } = [];

    /// <summary>The value that the object would have after the change.</summary>
    public JsonNode? Resulting(string field) => Values.ContainsKey(field) ? Values[field] : Existing?.Values[field];

    public bool Sends(string field) => Body.ContainsKey(field);
}

/// <summary>How an object is shown in a response.</summary>
/// <param name="Resource">The resource whose fields are shown: its own, or its family.</param>
/// <param name="Kind">The kind that the URL names; null for the list of all kinds.</param>
/// <param name="Request">The request.</param>
internal sealed record View(Resource Resource, Kind? Kind, ApiRequest Request)
{
    /// <summary>True when the object is shown inside another one.</summary>
    public bool IsNested { get; init; }

    /// <summary>Whether the caller wants an optional part.</summary>
    public bool Includes(string name, bool otherwise) => Request.FindValue(name) switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => otherwise,
    };
}

/// <summary>The rules of all resources.</summary>
internal sealed class RuleSet(Catalog catalog, IEnumerable<ResourceRules> all)
{
    private readonly ILookup<string, ResourceRules> byPath = all.ToLookup(rules => rules.Path, StringComparer.Ordinal);

    /// <summary>The rules of a resource. Those of its family come first, because its own rules override them.</summary>
    public IEnumerable<ResourceRules> Find(Resource resource)
    {
        var family = resource.Family is { } noun ? catalog.Find(noun) : null;
        return (family is null ? [] : Find(family)).Concat(byPath[resource.Path]);
    }
}
