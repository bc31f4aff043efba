namespace Authentik.Commands;

/// <summary>Finds commands by words as people type them, the best first.</summary>
internal sealed class WordSearch
{
    private const double InName = 3;
    private const double InTitle = 2.5;
    private const double InSynopsis = 1.5;
    private const double InPartOfPhrase = 1;
    private const double InPath = 0.7;
    private const double InDetails = 0.5;

    // What a command loses for each word of its name that nobody asked for: the plainest command comes first.
    private const double Unasked = 0.8;

    // What a phrase that stands for a command adds, beside its words.
    private const double InPhrase = 2;

    // Commands with less than this part of the best one's score are left out.
    private const double Enough = 0.55;
    private const double Least = 0.01;

    // Whoever says no verb wants to see first.
    private const string UsualVerb = "get";

    private static readonly Lazy<WordSearch> LazyAll = new(() => new WordSearch(CommandCatalog.Entries));

    private readonly List<Candidate> commands = [];
    private readonly WordIndex index = new();

    private WordSearch(IEnumerable<CatalogEntry> entries)
    {
        var phrases = Synonyms.Table.Phrases.ToLookup(phrase => phrase.Command, phrase => phrase.Words, StringComparer.Ordinal);
        foreach (var group in entries.GroupBy(FindKey, StringComparer.Ordinal))
        {
            Add(new Candidate([.. group], phrases[group.First().Command]));
        }
    }

    /// <summary>The search of all commands. Created at the first use.</summary>
    public static WordSearch All => LazyAll.Value;

    /// <summary>
    /// Finds commands, of those whose entries are wanted: the entries of each, the best command first. Whoever says a noun alone gets all
    /// commands of the noun first.
    /// </summary>
    public IReadOnlyList<CatalogEntry> Find(string text, IReadOnlyCollection<CatalogEntry> wanted)
    {
        var terms = index.Read(text);
        var allowed = wanted.ToHashSet(ReferenceEqualityComparer.Instance);
        var ranked = commands
            .Select((command, number) => (Command: command, Score: Score(terms, command, number)))
            .Where(one => one.Score > 0 && one.Command.Entries.Any(allowed.Contains))
            .OrderByDescending(one => one.Score)
            .ToList();
        return
        [
            .. NounSearch.Find(string.Concat(Synonyms.Table.ReadTelling(text)), wanted),
            .. ranked.Where(one => one.Score >= ranked[0].Score * Enough)
                .SelectMany(one => one.Command.Entries.Where(allowed.Contains)),
        ];
    }

    // Each operation without a command of its own is found for itself.
    private static string FindKey(CatalogEntry entry) =>
        entry.Command == CommandCatalog.RequestCommand ? $"{entry.Command} {entry.Operation}" : entry.Command;

    private void Add(Candidate command)
    {
        var number = commands.Count;
        commands.Add(command);
        var text = CommandTexts.Find(command.Name);
        index.Add(number, command.NameWords.Prepend(command.Verb), InName);
        index.Add(number, WordReader.ReadText(command.Title), InTitle);
        index.Add(number, command.Phrases.SelectMany(words => words), InPartOfPhrase);
        index.Add(number, command.Phrases.Where(words => words.Count == 1).Select(words => words[0]), InTitle);
        index.Add(number, WordReader.ReadText(text?.Synopsis), InSynopsis);
        index.Add(number, command.Entries.SelectMany(entry => entry.Segments).SelectMany(WordReader.ReadText), InPath);
        index.Add(number, WordReader.ReadText(text?.Details), InDetails);
        index.Add(number, (text?.Details ?? string.Empty).Split(' ').SelectMany(WordReader.ReadName), InDetails);
    }

    private double Score(IReadOnlyList<SearchTerm> terms, Candidate command, int number)
    {
        var found = terms.Sum(term => term.Weights.GetValueOrDefault(number) * CountRarity(term));
        return found <= 0 ? 0 : Math.Max(Least, found + ScorePhrases(terms, command) - (Unasked * CountUnasked(terms, command)));
    }

    private double ScorePhrases(IReadOnlyList<SearchTerm> terms, Candidate command)
    {
        var said = terms.Select(term => term.Word).ToHashSet(StringComparer.Ordinal);
        return InPhrase * command.Phrases
            .Where(words => words.All(said.Contains))
            .Select(words => terms.Where(term => words.Contains(term.Word)).Sum(CountRarity))
            .DefaultIfEmpty(0)
            .Max();
    }

    // A word that few commands have says more than one that all have.
    private double CountRarity(SearchTerm term) =>
        term.Weights.Count == 0 ? 0 : Math.Log(1 + (commands.Count * InName / term.Weights.Values.Sum()));

    private static int CountUnasked(IReadOnlyList<SearchTerm> terms, Candidate command) =>
        command.NameWords.Count(word => !terms.Any(term => term.Forms.Contains(word)))
        + (command.Verb == UsualVerb || terms.Any(term => term.Forms.Contains(command.Verb)) ? 0 : 1);

    /// <summary>A command, with the entries of its operations.</summary>
    private sealed class Candidate(IReadOnlyList<CatalogEntry> entries, IEnumerable<IReadOnlyList<string>> phrases)
    {
        /// <summary>The operations, or the command itself.</summary>
        public IReadOnlyList<CatalogEntry> Entries => entries;

        /// <summary>The name.</summary>
        public string Name => entries[0].Command;

        /// <summary>The verb in small letters.</summary>
        public string Verb { get; } = entries[0].Command.Split('-')[0].ToLowerInvariant();

        /// <summary>The words of the noun.</summary>
        public IReadOnlyList<string> NameWords { get; } = [.. WordReader.ReadName(ReadNoun(entries[0].Command))];

        /// <summary>What people call its resource; null for a command of no resource or of many.</summary>
        public string? Title { get; } = entries.All(entry => entry.Titles == entries[0].Titles) ? entries[0].Titles : null;

        /// <summary>Phrases that stand for it.</summary>
        public IReadOnlyList<IReadOnlyList<string>> Phrases { get; } = [.. phrases];

        private static string ReadNoun(string command) =>
            string.Concat(command.Split('-').Skip(1).Take(1)).Replace("Authentik", string.Empty, StringComparison.Ordinal);
    }
}
