using System.Management.Automation;
using System.Reflection;

namespace Authentik.Commands;

/// <summary>The hand-written commands, and the operations that they say they cover.</summary>
internal sealed class HandWritten
{
    private readonly HashSet<string> names;
    private readonly Dictionary<string, string> byOperation;

    /// <summary>Looks through the classes of an assembly.</summary>
    public HandWritten(IEnumerable<Type> types)
    {
        var commands = types.Select(type => (Type: type, Name: NameOf(type))).Where(command => command.Name is not null).ToList();
        names = commands.Select(command => command.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        byOperation = commands
            .SelectMany(command => Covered(command.Type).Select(id => (Id: id, command.Name)))
            .GroupBy(covered => covered.Id, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Name!, StringComparer.Ordinal);
    }

    /// <summary>Those of this assembly.</summary>
    public static HandWritten Commands { get; } = new(typeof(HandWritten).Assembly.GetTypes());

    /// <summary>True when there is such a command.</summary>
    public bool Has(string name) => names.Contains(name);

    /// <summary>The command that covers an operation; null where none does.</summary>
    public string? Covering(string operationId) => byOperation.GetValueOrDefault(operationId);

    private static string? NameOf(Type type) =>
        type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : null;

    private static IReadOnlyList<string> Covered(Type type) => type.GetCustomAttribute<CoversOperationAttribute>()?.OperationIds ?? [];
}
