using System.Management.Automation;
using System.Reflection;

namespace Authentik.Commands;

/// <summary>The hand-written commands, and the operations that they cover.</summary>
internal sealed class HandWrittenCommands
{
    private readonly HashSet<string> names;
    private readonly Dictionary<string, string> byOperation;

    /// <summary>Finds the commands among the classes of an assembly.</summary>
    public HandWrittenCommands(IEnumerable<Type> types)
    {
        var commands = types.Select(type => (Type: type, Name: ReadName(type))).Where(command => command.Name is not null).ToList();
        names = commands.Select(command => command.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        byOperation = commands
            .SelectMany(command => ReadCovered(command.Type).Select(id => (Id: id, command.Name)))
            .GroupBy(covered => covered.Id, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Name!, StringComparer.Ordinal);
    }

    /// <summary>The commands of this assembly.</summary>
    public static HandWrittenCommands All { get; } = new(typeof(HandWrittenCommands).Assembly.GetTypes());

    /// <summary>True if there is a command with this name.</summary>
    public bool Contains(string name) => names.Contains(name);

    /// <summary>Finds the command that covers an operation; null if none does.</summary>
    public string? FindCovering(string operationId) => byOperation.GetValueOrDefault(operationId);

    private static string? ReadName(Type type) =>
        type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : null;

    private static IReadOnlyList<string> ReadCovered(Type type) => type.GetCustomAttribute<CoversOperationAttribute>()?.OperationIds ?? [];
}
