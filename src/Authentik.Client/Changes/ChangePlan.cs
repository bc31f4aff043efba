using Authentik.Parts;
using Authentik.Values;

namespace Authentik.Changes;

/// <summary>A change of an object before it's sent, compared with the object where that's necessary.</summary>
/// <param name="Values">What was specified.</param>
/// <param name="Changes">What is added to stored values and removed from them.</param>
/// <param name="Current">The object as it was read; null if it wasn't.</param>
/// <param name="Results">What the changes make of the stored values.</param>
/// <param name="Cleared">What is emptied because an object has only one of several fields.</param>
/// <param name="Replaced">What is known about the fields whose whole value is replaced.</param>
internal sealed record ChangePlan(
    FieldValues Values,
    IReadOnlyList<IValueChange> Changes,
    AuthentikObject? Current,
    IReadOnlyList<PartResult> Results,
    IReadOnlyList<string> Cleared,
    IReadOnlyDictionary<string, string> Replaced)
{
    /// <summary>True if the object is so already, so that nothing is sent.</summary>
    public bool IsNothing => Values.All.Count == 0 && !IsUnread && Results.All(result => result.IsNothing);

    // The change is only shown, and the object isn't there.
    private bool IsUnread => Changes.Count > 0 && Current is null;

    /// <summary>What changes, for a question: <c>Change Name 'Eve'; User: 1 added (eve), 2 removed (a, b)</c>.</summary>
    public string Describe()
    {
        var plain = Values.All.Where(value => !Replaced.ContainsKey(value.Key.Name))
            .Select(value => ShortValue.Describe(value.Key, value.Value));
        var replaced = Values.All.Where(value => Replaced.ContainsKey(value.Key.Name))
            .Select(value => $"{value.Key.Parameter}: {Replaced[value.Key.Name]}");
        var unread = IsUnread ? Values.Parts.Select(part => part.Parameter) : [];
        var parts = Results.Select(result => $"{result.Field.Parameter}: {result.Describe()}");
        var cleared = Cleared.Select(what => $"{what} is cleared");
        var named = string.Join(", ", plain.Concat(unread));
        return Values.All.Count + Results.Count == 0 && !IsUnread
            ? "Change nothing: it has these values already"
            : "Change " + string.Join("; ", (named.Length == 0 ? [] : new[] { named }).Concat(replaced).Concat(parts).Concat(cleared));
    }
}
