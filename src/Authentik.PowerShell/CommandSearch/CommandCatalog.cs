using Authentik.Book;

namespace Authentik.Commands;

/// <summary>An operation, the command that calls it, and the words by which it's found.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Command">The command, or Invoke-AuthentikRequest if the operation has none of its own.</param>
/// <param name="Words">The text that words are searched in.</param>
internal sealed record CatalogEntry(ApiOperation Operation, string Command, string Words)
{
    /// <summary>The segments of the operation's path.</summary>
    public IReadOnlyList<string> Segments { get; } = Operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>All operations with their commands. Created at the first use.</summary>
internal static class CommandCatalog
{
    /// <summary>The command for operations without a command of their own.</summary>
    public const string RequestCommand = "Invoke-AuthentikRequest";

    private static readonly Lazy<IReadOnlyList<CatalogEntry>> LazyEntries =
        new(() => Create(ApiOperations.All, Resources.Book.Resources, Actions.All));

    /// <summary>The operations in the order of the book.</summary>
    public static IReadOnlyList<CatalogEntry> Entries => LazyEntries.Value;

    /// <summary>The areas of the API.</summary>
    public static IEnumerable<string> Tags => Entries.Select(entry => entry.Operation.Tag).Distinct(StringComparer.Ordinal);

    /// <summary>Finds the command of each operation: the action that calls or covers it, or that of its resource.</summary>
    public static IReadOnlyList<CatalogEntry> Create(
        IEnumerable<ApiOperation> operations,
        IEnumerable<Resource> resources,
        IEnumerable<ApiAction> actions)
    {
        var byOperation = actions
            .SelectMany(
                action => action.Calls.Select(call => call.OperationId).Concat(action.Covers), (action, id) => (Id: id, action.Command))
            .DistinctBy(covered => covered.Id)
            .ToDictionary(covered => covered.Id, covered => covered.Command, StringComparer.Ordinal);
        var commands = new ResourceCommands(resources, HandWrittenCommands.Contain);
        return [.. operations.Select(operation => CreateEntry(
            operation,
            commands.FindResource(operation),
            byOperation.GetValueOrDefault(operation.OperationId)
                ?? HandWrittenCommands.FindCovering(operation.OperationId)
                ?? commands.FindCommand(operation)))];
    }

    // The name of the command that sends any request isn't a word for an operation.
    private static CatalogEntry CreateEntry(ApiOperation operation, Resource? resource, string? command)
    {
        string?[] words = [operation.OperationId, resource?.Noun, resource?.Title, resource?.InterfaceWords, command];
        return new(operation, command ?? RequestCommand, string.Join(' ', words));
    }
}
