using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>What one resource does beyond what the book says of its fields.</summary>
internal abstract class ResourceRules(World world)
{
    /// <summary>The path of the resource; for a family, the rules hold for all its members.</summary>
    public abstract string Path { get; }

    protected World World { get; } = world;

    /// <summary>The answer to a write that the server breaks on before it looks at the fields; null when it looks at them.</summary>
    public virtual Answer? RefuseEarly(Change change) => null;

    /// <summary>Checks what concerns several fields. An answer of its own is for a server that breaks.</summary>
    public virtual Answer? Refuse(Change change, FieldErrors errors) => null;

    /// <summary>Fills in what the server makes itself.</summary>
    /// <param name="row">The object, with the new values already in it.</param>
    /// <param name="isNew">True for an object just made.</param>
    /// <param name="change">The request; null while seeds are planted.</param>
    public virtual void Complete(Row row, bool isNew, Change? change = null)
    {
    }

    /// <summary>Works out a value that is not stored; false when the stored one counts.</summary>
    public virtual bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = null;
        return false;
    }

    /// <summary>True when an answer leaves the field out altogether.</summary>
    public virtual bool Omits(Row row, string field) => false;

    /// <summary>Whether an object passes a filter that is no plain field; null when these rules do not know the filter.</summary>
    public virtual bool? Passes(Row row, string filter, IReadOnlyList<string> values) => null;

    /// <summary>The answer that keeps an object from being deleted; null when it may go.</summary>
    public virtual Answer? RefuseRemoval(Row row) => null;
}
