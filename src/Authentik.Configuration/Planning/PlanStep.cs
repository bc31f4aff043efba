using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>One object that is written or removed.</summary>
/// <param name="Difference">What it needs.</param>
/// <param name="Fields">The fields that are written; null for all.</param>
internal sealed record PlanStep(ObjectDifference Difference, IReadOnlyList<Field>? Fields = null)
{
    /// <summary>Fields of a new object that are written later, because what they refer to doesn't exist yet.</summary>
    public IReadOnlyList<Field> Deferred { get; init; } = [];

    /// <summary>The objects of the same plan that have to exist before.</summary>
    public IReadOnlyList<ObjectKey> Needs { get; init; } = [];
}
