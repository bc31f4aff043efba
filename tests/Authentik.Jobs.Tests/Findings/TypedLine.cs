using System.Text.RegularExpressions;
using Authentik.Tests.Support;

namespace Authentik.Jobs.Tests.Findings;

/// <summary>Checks typed commands against the list of all commands and their parameters.</summary>
internal static partial class TypedLine
{
    private static readonly Dictionary<string, HashSet<string>> Known = File.ReadLines(Path.Combine(Repository.Root, "docs", "names.txt"))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 0 && words[0].Contains("-Authentik", StringComparison.Ordinal))
        .ToDictionary(words => words[0], words => words[1..].Append("-AsSecureString").ToHashSet());

    /// <summary>The commands and parameters of a line that don't exist.</summary>
    public static IEnumerable<string> ListUnknown(string line)
    {
        var open = new Stack<string>();
        var command = string.Empty;
        foreach (var word in Words().Matches(Strings().Replace(line, "text")).Select(match => match.Value))
        {
            if (word == "(")
            {
                open.Push(command);
            }
            else if (word == ")")
            {
                command = open.Pop();
            }
            else if (word.StartsWith('-') && Known.TryGetValue(command, out var parameters) && !parameters.Contains(word))
            {
                yield return $"{command} {word}";
            }
            else if (CommandName().IsMatch(word))
            {
                command = word;
                if (word.Contains("-Authentik", StringComparison.Ordinal) && !Known.ContainsKey(command))
                {
                    yield return command;
                }
            }
        }

        if (open.Count > 0 || command.Length == 0)
        {
            yield return line;
        }
    }

    [GeneratedRegex("^[A-Z][a-z]+-[A-Z]")]
    private static partial Regex CommandName();

    [GeneratedRegex("'(?:''|[^'])*'")]
    private static partial Regex Strings();

    [GeneratedRegex(@"[()]|-?[\w$][\w:./@=-]*")]
    private static partial Regex Words();
}
