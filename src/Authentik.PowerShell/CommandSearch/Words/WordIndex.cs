namespace Authentik.Commands;

/// <summary>The words of commands, each with how much it says about a command.</summary>
internal sealed class WordIndex
{
    private const double Synonym = 0.95;
    private const double Stem = 0.95;
    private const double Beginning = 0.7;
    private const double Mistyped = 0.6;
    private const int ShortestBeginning = 3;
    private const int ShortestMistyped = 4;

    private readonly Dictionary<string, Dictionary<int, double>> places = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<string>> vocabulary;

    /// <summary>Creates an empty index.</summary>
    public WordIndex() => vocabulary = new(() => [.. places.Keys.Union(Synonyms.Table.Words)]);

    /// <summary>Adds words of a command. Where a word is added twice, the greater weight counts.</summary>
    public void Add(int command, IEnumerable<string> words, double weight)
    {
        foreach (var word in words)
        {
            places.TryAdd(word, []);
            places[word][command] = Math.Max(weight, places[word].GetValueOrDefault(command));
        }
    }

    /// <summary>Reads what somebody typed: what each word can stand for. Words without meaning are left out.</summary>
    public IReadOnlyList<SearchTerm> Read(string text) =>
        [.. Synonyms.Table.ReadTelling(text, IsOneWord).Distinct().Select(CreateTerm)];

    private SearchTerm CreateTerm(string typed)
    {
        var forms = ReadForms(typed);
        foreach (var (word, weight) in forms.ToList())
        {
            foreach (var meaning in Synonyms.Table.Find(word))
            {
                forms.TryAdd(meaning, weight * Synonym);
            }
        }

        return new SearchTerm(forms.Keys.First(), [.. forms.Keys], FindPlaces(forms));
    }

    // As it's typed, and without its ending; otherwise as the beginning of words, or as the word that was probably meant.
    private Dictionary<string, double> ReadForms(string typed)
    {
        var forms = new Dictionary<string, double>(StringComparer.Ordinal);
        if (IsKnown(typed))
        {
            forms.Add(typed, 1);
        }

        if (WordReader.ListStems(typed).FirstOrDefault(IsKnown) is { } stem)
        {
            forms.TryAdd(stem, Stem);
        }

        if (forms.Count > 0)
        {
            return forms;
        }

        var longer = typed.Length < ShortestBeginning
            ? []
            : vocabulary.Value.Where(word => word.StartsWith(typed, StringComparison.Ordinal)).ToList();
        if (longer.Count > 0)
        {
            return longer.ToDictionary(word => word, _ => Beginning, StringComparer.Ordinal);
        }

        var nearest = typed.Length < ShortestMistyped ? null : NearestName.Find(typed, vocabulary.Value);
        return new(StringComparer.Ordinal) { [nearest ?? typed] = Mistyped };
    }

    // Two known words are two, even if a parameter has them in its name.
    private bool IsOneWord(IReadOnlyList<string> parts) => places.ContainsKey(string.Concat(parts)) && !parts.All(IsKnown);

    private bool IsKnown(string word) => places.ContainsKey(word) || Synonyms.Table.Find(word).Any();

    private Dictionary<int, double> FindPlaces(Dictionary<string, double> forms)
    {
        var found = new Dictionary<int, double>();
        foreach (var (word, weight) in forms)
        {
            foreach (var (command, own) in places.GetValueOrDefault(word) ?? [])
            {
                found[command] = Math.Max(found.GetValueOrDefault(command), own * weight);
            }
        }

        return found;
    }
}

/// <summary>A word of a query.</summary>
/// <param name="Word">The word as it was understood.</param>
/// <param name="Forms">This word and those that mean the same.</param>
/// <param name="Weights">The commands that have it or a word that means the same, each with how much it says about the command.</param>
internal sealed record SearchTerm(string Word, IReadOnlyList<string> Forms, IReadOnlyDictionary<int, double> Weights);
