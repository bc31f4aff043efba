using Authentik.Book;

namespace Authentik.Commands;

/// <summary>An operation with the command that does it and the words by which it is found.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Command">The command; the one that sends any request where no other does it.</param>
/// <param name="Words">What words are looked for in.</param>
internal sealed record CatalogEntry(ApiOperation Operation, string Command, string Words)
{
    /// <summary>The parts of its path.</summary>
    public IReadOnlyList<string> Parts { get; } = Operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>All operations, each with its command. Made at the first use.</summary>
internal static class Catalog
{
    /// <summary>The command for what has no command of its own.</summary>
    public const string AnyRequest = "Invoke-AuthentikRequest";

    private static readonly Lazy<IReadOnlyList<CatalogEntry>> entries = new(() => Make(ApiOperations.All, Resources.Book.Resources, HandWritten.Commands));

    /// <summary>The operations in the order of the book.</summary>
    public static IReadOnlyList<CatalogEntry> Entries => entries.Value;

    /// <summary>The areas of the API.</summary>
    public static IEnumerable<string> Tags => Entries.Select(entry => entry.Operation.Tag).Distinct(StringComparer.Ordinal);

    /// <summary>Finds the command of each operation: the one that says it covers it, else the one of its resource.</summary>
    public static IReadOnlyList<CatalogEntry> Make(IEnumerable<ApiOperation> operations, IEnumerable<Resource> resources, HandWritten hand)
    {
        var commands = new ResourceCommands(resources, hand.Has);
        return [.. operations.Select(operation => Entry(operation, commands.ResourceOf(operation), hand.Covering(operation.OperationId) ?? commands.Of(operation)))];
    }

    // The name of the command that sends anything says nothing of what it is found for.
    private static CatalogEntry Entry(ApiOperation operation, Resource? resource, string? command) =>
        new(operation, command ?? AnyRequest, $"{operation.OperationId} {resource?.Noun} {resource?.Title} {command}");
}
