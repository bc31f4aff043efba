namespace Authentik.Commands;

/// <summary>Finds the commands of a noun: Get first, then what creates, changes and removes an object, then the others.</summary>
internal static class NounSearch
{
    private const string Prefix = "Authentik";

    private static readonly string[] Order = ["Get", "New", "Set", "Remove"];

    private static readonly Lazy<ILookup<string, string>> LazyCommands = new(() => CommandCatalog.Entries
        .Select(entry => entry.Command)
        .Distinct(StringComparer.Ordinal)
        .Where(command => command.Split('-') is [_, var noun] && noun.StartsWith(Prefix, StringComparison.Ordinal))
        .ToLookup(ReadNoun, StringComparer.OrdinalIgnoreCase));

    /// <summary>The nouns that a Get has, without which nobody means all commands of a noun.</summary>
    public static IEnumerable<string> Nouns => LazyCommands.Value.Where(HasGet).Select(commands => commands.Key);

    /// <summary>Finds the entries of a noun's commands, of those that are wanted; none for what isn't a noun with a Get.</summary>
    public static IReadOnlyList<CatalogEntry> Find(string noun, IReadOnlyCollection<CatalogEntry> wanted)
    {
        var commands = LazyCommands.Value[noun];
        return !HasGet(commands)
            ? []
            : [.. commands
                .OrderBy(FindPlace)
                .ThenBy(command => command, StringComparer.Ordinal)
                .SelectMany(command => wanted.Where(entry => entry.Command == command))];
    }

    private static bool HasGet(IEnumerable<string> commands) =>
        commands.Any(command => command.StartsWith("Get-", StringComparison.Ordinal));

    private static int FindPlace(string command) =>
        Array.IndexOf(Order, command.Split('-')[0]) is >= 0 and var place ? place : Order.Length;

    private static string ReadNoun(string command) => command.Split('-')[1][Prefix.Length..];
}
