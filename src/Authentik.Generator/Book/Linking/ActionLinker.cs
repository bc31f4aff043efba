using Authentik.Book;

namespace Authentik.Generator.Book.Linking;

/// <summary>Finds the operations of actions.</summary>
internal sealed class ActionLinker(BookEntry book, Refusals refusals)
{
    private readonly ILookup<string, OperationEntry> operations = book.Operations.ToLookup(operation => operation.Id);

    /// <summary>Links the operations of an action, and computes the versions that have one of them.</summary>
    public void Link(ActionEntry action)
    {
        foreach (var call in action.Calls)
        {
            call.Operations = [.. call.OperationIds.SelectMany(id => Find(id, action))];
        }

        foreach (var id in action.Covers)
        {
            _ = Find(id, action);
        }

        action.Versions = action.Becomes is not null
            ? VersionRange.All
            : Join([.. action.Calls.SelectMany(call => call.Operations).Select(operation => operation.Versions)]);
    }

    private IEnumerable<OperationEntry> Find(string id, ActionEntry action)
    {
        if (!operations[id].Any())
        {
            refusals.Add(
                RefusalCode.UnknownField, action.Place, $"{action.Key} calls '{id}', which isn't in operations.yaml. Check the spelling.");
        }

        return operations[id];
    }

    // Where one operation follows another, together they are in every version.
    private VersionRange Join(IReadOnlyList<VersionRange> ranges)
    {
        if (ranges.Any(range => range.IsOpen) && book.Documents.All(version => ranges.Any(range => range.Contains(version))))
        {
            return VersionRange.All;
        }

        var texts = ranges.Select(range => range.ToString()).Distinct(StringComparer.Ordinal).ToList();
        return texts.Count == 0 ? VersionRange.None : VersionRange.Parse(string.Join(", ", texts));
    }
}
