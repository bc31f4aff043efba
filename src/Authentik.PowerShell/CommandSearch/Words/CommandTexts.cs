namespace Authentik.Commands;

/// <summary>What a command does, as the book and its help say.</summary>
/// <param name="Command">The command.</param>
/// <param name="Synopsis">What it does, in a sentence.</param>
/// <param name="Details">What else is said about it, and its parameters.</param>
internal sealed record CommandText(string Command, string Synopsis, string Details);

/// <summary>What is said about all commands of the module, which the generator writes, and about the topics of Synonyms.txt.</summary>
internal static class CommandTexts
{
    private static readonly Lazy<Dictionary<string, CommandText>> LazyTexts = new(() => EmbeddedText.ReadLines("commands.txt")
        .Select(line => line.Split('\t'))
        .Select(parts => new CommandText(parts[0], parts[1], parts[2]))
        .Concat(Synonyms.Table.Topics)
        .ToDictionary(text => text.Command, StringComparer.OrdinalIgnoreCase));

    /// <summary>The commands.</summary>
    public static IEnumerable<string> Commands => LazyTexts.Value.Keys;

    /// <summary>Finds what is said about a command; null for one that isn't of the module.</summary>
    public static CommandText? Find(string command) => LazyTexts.Value.GetValueOrDefault(command);
}
