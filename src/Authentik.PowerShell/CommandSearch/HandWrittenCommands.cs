using System.Management.Automation;
using System.Reflection;

namespace Authentik.Commands;

/// <summary>The commands that are written by hand, and the operations that they call.</summary>
internal static class HandWrittenCommands
{
    private static readonly Lazy<IReadOnlyList<(Type Type, string Name)>> LazyCommands = new(() =>
    [
        .. from type in typeof(HandWrittenCommands).Assembly.GetTypes()
           let name = ReadName(type)
           where name is not null
           select (type, name),
    ]);

    private static readonly Lazy<Dictionary<string, Type>> LazyByName =
        new(() => LazyCommands.Value.ToDictionary(command => command.Name, command => command.Type, StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<ILookup<string, string>> LazyByOperation = new(() => LazyCommands.Value
        .SelectMany(command => ReadOperations(command.Type), (command, id) => (Id: id, command.Name))
        .ToLookup(covered => covered.Id, covered => covered.Name, StringComparer.Ordinal));

    /// <summary>The names of the commands.</summary>
    public static IEnumerable<string> Names => LazyCommands.Value.Select(command => command.Name).Order(StringComparer.Ordinal);

    /// <summary>True if there is a command with this name.</summary>
    public static bool Contain(string name) => LazyByName.Value.ContainsKey(name);

    /// <summary>Finds the commands that call an operation, by name.</summary>
    public static IEnumerable<string> FindCovering(string operationId) => LazyByOperation.Value[operationId].Order(StringComparer.Ordinal);

    /// <summary>More words for a command; null for none.</summary>
    public static string? FindWords(string name) =>
        LazyByName.Value.GetValueOrDefault(name)?.GetCustomAttribute<SearchWordsAttribute>()?.Words;

    private static string? ReadName(Type type) =>
        type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : null;

    private static IReadOnlyList<string> ReadOperations(Type type) =>
        type.GetCustomAttribute<CoversOperationAttribute>()?.OperationIds ?? [];
}
