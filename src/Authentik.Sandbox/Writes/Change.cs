using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Writes;

/// <summary>A request to make or change an object.</summary>
/// <param name="Call">The request.</param>
/// <param name="Route">What its path stands for.</param>
/// <param name="Existing">The object that changes; null for a new one.</param>
/// <param name="Body">The request's body.</param>
internal sealed record Change(ApiCall Call, Route Route, Row? Existing, JsonObject Body)
{
    /// <summary>The resource the object is of: its own, also where a family's path was used.</summary>
    public Resource Resource => Existing?.Resource ?? Route.Resource;

    public Kind? Kind => Existing?.Kind ?? Route.Kind;

    /// <summary>Whether an object is made or changed.</summary>
    public Operations Operation => Existing is null ? Operations.New : Operations.Set;

    /// <summary>True when only what is sent counts.</summary>
    public bool IsPartial => Call.Method == "PATCH";

    /// <summary>The values that were sent, read.</summary>
    public JsonObject Values { get; } = [];

    /// <summary>What the object would have in that field.</summary>
    public JsonNode? Resulting(string field) => Values.ContainsKey(field) ? Values[field] : Existing?.Values[field];

    public bool Sends(string field) => Body.ContainsKey(field);
}
