using Authentik.Book;

namespace Authentik.Commands;

/// <summary>An operation, a command that calls it, and the words by which it's found.</summary>
/// <param name="Operation">The operation; null for a command that stands for none.</param>
/// <param name="Command">The command, or Invoke-AuthentikRequest if the operation has none of its own.</param>
/// <param name="Words">The text that words are searched in.</param>
internal sealed record CatalogEntry(ApiOperation? Operation, string Command, string Words)
{
    /// <summary>The segments of the operation's path.</summary>
    public IReadOnlyList<string> Segments { get; } = Operation?.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>All operations with their commands, then the commands without an operation. Created at the first use.</summary>
internal static class CommandCatalog
{
    /// <summary>The command for operations without a command of their own.</summary>
    public const string RequestCommand = "Invoke-AuthentikRequest";

    private static readonly Lazy<IReadOnlyList<CatalogEntry>> LazyEntries =
        new(() => Create(ApiOperations.All, Resources.Book.Resources, Actions.All));

    /// <summary>The operations in the order of the book, each once for every command that calls it, then the other commands.</summary>
    public static IReadOnlyList<CatalogEntry> Entries => LazyEntries.Value;

    /// <summary>The areas of the API.</summary>
    public static IEnumerable<string> Tags => Entries
        .Select(entry => entry.Operation?.Tag)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Finds the commands of each operation: that of its resource, the actions that call or cover it, and hand-written ones.
    /// </summary>
    public static IReadOnlyList<CatalogEntry> Create(
        IEnumerable<ApiOperation> operations,
        IEnumerable<Resource> resources,
        IEnumerable<ApiAction> actions)
    {
        var byOperation = actions
            .SelectMany(
                action => action.Calls.Select(call => call.OperationId).Concat(action.Covers), (action, id) => (Id: id, action.Command))
            .ToLookup(covered => covered.Id, covered => covered.Command, StringComparer.Ordinal);
        var commands = new ResourceCommands(resources, HandWrittenCommands.Contain);
        var found = operations
            .SelectMany(operation => CreateEntries(
                operation,
                commands.FindResource(operation),
                commands.FindCommand(operation) is { } own ? [own] : [],
                [.. byOperation[operation.OperationId], .. HandWrittenCommands.FindCovering(operation.OperationId)]))
            .ToList();
        // The command that sends any request stands for no operation, even where it's the only one that can call it.
        var others = HandWrittenCommands.Names.Except(found.Select(entry => entry.Command).Where(command => command != RequestCommand));
        return [.. found, .. others.Select(command => new CatalogEntry(null, command, AddWords(command)))];
    }

    // The name of the command that sends any request isn't a word for an operation.
    private static IEnumerable<CatalogEntry> CreateEntries(
        ApiOperation operation, Resource? resource, IEnumerable<string> own, IEnumerable<string> others)
    {
        string?[] words = [operation.OperationId, resource?.Noun, resource?.Title, resource?.InterfaceWords];
        var text = string.Join(' ', words);
        return own
            .Concat(others)
            .Distinct(StringComparer.Ordinal)
            .Select(command => new CatalogEntry(operation, command, $"{text} {AddWords(command)}"))
            .DefaultIfEmpty(new CatalogEntry(operation, RequestCommand, text));
    }

    private static string AddWords(string command) => $"{command} {HandWrittenCommands.FindWords(command)}";
}
