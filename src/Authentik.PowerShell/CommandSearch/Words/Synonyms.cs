namespace Authentik.Commands;

/// <summary>What people say instead of the words of the module: the file Synonyms.txt, which says how it's written.</summary>
internal sealed class Synonyms
{
    private static readonly Lazy<Synonyms> LazyTable = new(() => new Synonyms(EmbeddedText.ReadLines("synonyms.txt")));

    private readonly Dictionary<string, HashSet<string>> meanings = new(StringComparer.Ordinal);
    private readonly List<(string Command, IReadOnlyList<string> Words)> phrases = [];
    private readonly List<CommandText> topics = [];
    private readonly HashSet<string> fillers = new(StringComparer.Ordinal);

    private Synonyms(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Read(line);
        }
    }

    /// <summary>The file.</summary>
    public static Synonyms Table => LazyTable.Value;

    /// <summary>Phrases that stand for a command, each as words.</summary>
    public IReadOnlyList<(string Command, IReadOnlyList<string> Words)> Phrases => phrases;

    /// <summary>Help that isn't about one command of the module.</summary>
    public IReadOnlyList<CommandText> Topics => topics;

    /// <summary>The words that have meanings.</summary>
    public IEnumerable<string> Words => meanings.Keys;

    /// <summary>Finds the module's words for a word.</summary>
    public IEnumerable<string> Find(string word) => meanings.GetValueOrDefault(word) ?? [];

    /// <summary>Reads the words of a string without those that have no meaning, unless it has no others.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isOne">True for words that together are one, beside those in this table.</param>
    public IReadOnlyList<string> ReadTelling(string text, Func<IReadOnlyList<string>, bool>? isOne = null)
    {
        var words = WordReader.Join(
            [.. WordReader.ReadText(text)], parts => meanings.ContainsKey(string.Concat(parts)) || isOne?.Invoke(parts) == true);
        var telling = words.Where(word => !fillers.Contains(word)).ToList();
        return telling.Count > 0 ? telling : words;
    }

    private void Read(string line)
    {
        if (line.StartsWith('-'))
        {
            fillers.UnionWith(WordReader.ReadText(line));
        }
        else if (line.Split(" = ", 2) is [var said, var meant])
        {
            AddMeanings(said, [.. WordReader.ReadText(meant)]);
        }
        else if (line.Split(" | ") is [var topic, var synopsis, var words])
        {
            topics.Add(new CommandText(topic, synopsis, string.Empty));
            AddPhrases(topic, words);
        }
        else if (line.Split(": ", 2) is [var command, var list])
        {
            AddPhrases(command, list);
        }
    }

    private void AddMeanings(string said, IReadOnlyList<string> meant)
    {
        foreach (var word in said.Split(',').Select(one => string.Concat(WordReader.ReadText(one))))
        {
            meanings.TryAdd(word, []);
            meanings[word].UnionWith(meant);
        }
    }

    private void AddPhrases(string command, string list) =>
        phrases.AddRange(list.Split(',').Select(phrase => (command, ReadTelling(phrase))));
}
