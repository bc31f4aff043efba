using Authentik.Book;

namespace Authentik.Commands;

/// <summary>An operation, and a command that calls it.</summary>
/// <param name="Operation">The operation; null for a command that stands for none.</param>
/// <param name="Command">The command, or Invoke-AuthentikRequest if the operation has none of its own.</param>
/// <param name="Titles">What people call the operation's resource; null for a command without one.</param>
internal sealed record CatalogEntry(ApiOperation? Operation, string Command, string? Titles = null)
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
        var others = CommandTexts.Commands.Except(found.Select(entry => entry.Command).Where(command => command != RequestCommand));
        return [.. found, .. others.Order(StringComparer.Ordinal).Select(command => new CatalogEntry(null, command))];
    }

    private static IEnumerable<CatalogEntry> CreateEntries(
        ApiOperation operation, Resource? resource, IEnumerable<string> own, IEnumerable<string> others)
    {
        var titles = $"{resource?.Title} {resource?.InterfaceWords}";
        return own
            .Concat(others)
            .Distinct(StringComparer.Ordinal)
            .DefaultIfEmpty(RequestCommand)
            .Select(command => new CatalogEntry(operation, command, titles));
    }
}
