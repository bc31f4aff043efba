using System.Management.Automation;
using System.Reflection;

namespace Authentik.Commands;

/// <summary>The commands that are written by hand, and the operations that they call.</summary>
internal static class HandWrittenCommands
{
    // Those of jobs are in an assembly above this one, which the module loads with it.
    private const string Jobs = "Authentik.JobCommands";

    private static readonly Lazy<IReadOnlyList<(Type Type, string Name)>> LazyCommands = new(() =>
    [
        .. from assembly in AppDomain.CurrentDomain.GetAssemblies()
           where assembly == typeof(HandWrittenCommands).Assembly || assembly.GetName().Name == Jobs
           from type in assembly.GetTypes()
           let name = ReadName(type)
           where name is not null
           select (type, name),
    ]);

    private static readonly Lazy<HashSet<string>> LazyNames =
        new(() => LazyCommands.Value.Select(command => command.Name).ToHashSet(StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<ILookup<string, string>> LazyByOperation = new(() => LazyCommands.Value
        .SelectMany(command => ReadOperations(command.Type), (command, id) => (Id: id, command.Name))
        .ToLookup(covered => covered.Id, covered => covered.Name, StringComparer.Ordinal));

    /// <summary>True if there is a command with this name.</summary>
    public static bool Contain(string name) => LazyNames.Value.Contains(name);

    /// <summary>Finds the commands that call an operation, by name.</summary>
    public static IEnumerable<string> FindCovering(string operationId) => LazyByOperation.Value[operationId].Order(StringComparer.Ordinal);

    private static string? ReadName(Type type) =>
        type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : null;

    private static IReadOnlyList<string> ReadOperations(Type type) =>
        type.GetCustomAttribute<CoversOperationAttribute>()?.OperationIds ?? [];
}
