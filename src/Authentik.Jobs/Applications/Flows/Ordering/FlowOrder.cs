namespace Authentik.Jobs;

/// <summary>
/// The order numbers of a flow's bindings. A flow can't have the same stage twice with the same number, but two stages with the same number
/// are possible, and then nobody knows which one comes first. A number is free between two others, or the later bindings get larger ones.
/// </summary>
internal static class FlowOrder
{
    // authentik's own flows leave gaps of this size.
    private const int Gap = 10;

    /// <summary>Finds a number for a place between others.</summary>
    /// <param name="orders">The numbers of the other bindings, ascending.</param>
    /// <param name="place">How many of them come before.</param>
    /// <returns>
    /// The number, and the new numbers of the bindings after the place, by their positions, as far as they have to change.
    /// </returns>
    /// <exception cref="InputException">There are no larger numbers.</exception>
    public static (int Order, IReadOnlyList<(int Position, int Order)> Changes) Find(IReadOnlyList<int> orders, int place)
    {
        int? left = place > 0 ? orders[place - 1] : null;
        int? right = place < orders.Count ? orders[place] : null;
        return (left, right) switch
        {
            (null, null) => (Gap, []),
            (null, { } next) => next > int.MinValue + Gap ? (BeforeFirst(next), []) : throw IsFull(),
            ({ } last, null) => (checked((int)Math.Min((long)last + Gap, int.MaxValue)), last < int.MaxValue ? [] : throw IsFull()),
            ({ } last, { } next) when (long)next - last > 1 => ((int)(last + (((long)next - last) / 2)), []),
            ({ } last, _) => Shift(orders, place, (long)last + Gap),
        };
    }

    private static int BeforeFirst(int next) => next > Gap ? next - Gap : next > 0 ? next / 2 : next - Gap;

    private static (int Order, IReadOnlyList<(int Position, int Order)> Changes) Shift(IReadOnlyList<int> orders, int place, long order)
    {
        var changes = new List<(int, int)>();
        var last = order;
        for (var position = place; position < orders.Count && orders[position] <= last; position++)
        {
            last += Gap;
            changes.Add((position, last <= int.MaxValue ? (int)last : throw IsFull()));
        }

        return order <= int.MaxValue ? ((int)order, changes) : throw IsFull();
    }

    private static InputException IsFull() => new(
        InputProblem.InvalidValue,
        "The order numbers at this place are as large, or as small, as they can be. Nothing was changed. Renumber the flow first with "
            + "Set-AuthentikFlowStageBinding -Order.");
}
