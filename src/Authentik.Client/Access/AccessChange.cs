using Authentik.Book;
using Authentik.Changes;
using Authentik.Naming;
using Authentik.Parts;
using Authentik.Values;

namespace Authentik.Access;

/// <summary>A change of one object before it's made, as far as it can matter for the caller's access.</summary>
internal sealed record AccessChange
{
    private readonly IReadOnlyList<PartResult> parts = [];
    private readonly FieldValues values = new();

    private AccessChange(Identity target) => Target = target;

    /// <summary>The object.</summary>
    public Identity Target { get; }

    /// <summary>True if it's removed.</summary>
    public bool IsRemoval { get; private init; }

    /// <summary>The action that is called; null for none.</summary>
    public ApiAction? Action { get; private init; }

    /// <summary>True if the book says that it can matter, so that the server is asked.</summary>
    public bool IsMarked => IsRemoval ? Target.Resource.RemovalTouchesOwnAccess
        : Action?.TouchesOwnAccess
            ?? (values.All.Any(value => value.Key.TouchesOwnAccess) || parts.Any(part => part.Field.TouchesOwnAccess));

    /// <summary>The removal of an object.</summary>
    public static AccessChange Remove(Identity target) => new(target) { IsRemoval = true };

    /// <summary>New values of an object.</summary>
    public static AccessChange Set(Identity target, ChangePlan plan) => new(target, plan.Values, plan.Results);

    /// <summary>New values of an object, of which none is added to stored ones.</summary>
    public static AccessChange Set(Identity target, FieldValues values) => new(target, values, []);

    /// <summary>An action of an object.</summary>
    public static AccessChange Call(ApiAction action, Identity target, FieldValues values) => new(target, values, []) { Action = action };

    private AccessChange(Identity target, FieldValues values, IReadOnlyList<PartResult> parts)
        : this(target) => (this.values, this.parts) = (values, parts);

    /// <summary>True if a field gets a value, or as a whole list.</summary>
    public bool Sets(string field) => values.Has(field);

    /// <summary>The new value of a field; null if it has none.</summary>
    public object? Get(string field) => values.Get(field);

    /// <summary>The identities in the new list of a field; null if the list isn't replaced.</summary>
    public IReadOnlyList<Identity>? GetList(string field) =>
        Sets(field) ? [.. (Get(field) as IEnumerable<object> ?? []).OfType<Identity>()] : null;

    /// <summary>The ids that are removed from the list of a field.</summary>
    public IReadOnlyList<string> ListRemoved(string field) =>
        [.. parts.Where(part => part.Field.Name == field).SelectMany(part => part.Removed).Select(node => node.ToString())];

    /// <summary>The ids that are added to the list of a field.</summary>
    public IReadOnlyList<string> ListAdded(string field) =>
        [.. parts.Where(part => part.Field.Name == field).SelectMany(part => part.Added).Select(node => node.ToString())];
}
