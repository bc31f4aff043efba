using System.Management.Automation;
using System.Reflection;

namespace Authentik.Commands;

/// <summary>The commands that are written by hand.</summary>
internal static class HandWrittenCommands
{
    private static readonly Lazy<HashSet<string>> LazyNames = new(() => typeof(HandWrittenCommands).Assembly.GetTypes()
        .Select(ReadName).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>True if there is a command with this name.</summary>
    public static bool Contain(string name) => LazyNames.Value.Contains(name);

    private static string? ReadName(Type type) =>
        type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : null;
}
