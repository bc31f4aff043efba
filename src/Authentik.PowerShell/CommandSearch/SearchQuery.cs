using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Authentik.Commands;

/// <summary>A search for commands: by a request, an operation id, a command, an area of the API, or words.</summary>
internal sealed partial class SearchQuery
{
    // What is longer isn't a phrase, and takes long to compare.
    private const int LongestText = 200;

    private readonly string text;
    private readonly RequestAddress? address;

    public SearchQuery(string text)
    {
        this.text = text.Trim();
        address = RequestAddress.Read(this.text);
    }

    /// <summary>The HTTP method in the text; null for none.</summary>
    public string? Method => address?.Method;

    /// <summary>Finds commands of operations with any method.</summary>
    public SearchResult Find(IReadOnlyList<CatalogEntry> entries)
    {
        if (address is not null)
        {
            return new SearchResult(PathSearch.Find(entries, address.Path, address.IsPage));
        }

        return WildcardPattern.ContainsWildcardCharacters(text) ? new SearchResult(FindByPattern(entries)) : FindByName(entries);
    }

    private IReadOnlyList<CatalogEntry> FindByPattern(IReadOnlyList<CatalogEntry> entries)
    {
        var pattern = CreatePattern(text);
        return [.. entries.Where(entry => entry.Operation is { } one && pattern.IsMatch(one.OperationId))];
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="InputException">It isn't valid.</exception>
    public static WildcardPattern CreatePattern(string text)
    {
        try
        {
            var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException)
        {
            throw new InputException(
                InputProblem.InvalidValue, $"'{text}' isn't a valid pattern. Close its brackets, or omit them.", text);
        }
    }

    // Complete names first: whoever knows one wants nothing else.
    private SearchResult FindByName(IReadOnlyList<CatalogEntry> entries)
    {
        Func<CatalogEntry, string?>[] names =
            [entry => entry.Operation?.OperationId, entry => entry.Command, entry => entry.Operation?.Tag];
        var named = names.Select(name => entries.Where(entry => text.Equals(name(entry), StringComparison.OrdinalIgnoreCase)).ToList());
        return named.FirstOrDefault(found => found.Count > 0) is { } found ? new SearchResult(found)
            : TerraformName.Read(text) is { } words ? new SearchResult(FindTerraform(words, entries)) { IsByWords = true }
            : OperationId().IsMatch(text) || text.Length > LongestText ? new SearchResult([])
            : new SearchResult(WordSearch.All.Find(text, entries)) { IsByWords = true };
    }

    // A name whose noun isn't known has words that commands have.
    private static IReadOnlyList<CatalogEntry> FindTerraform(IReadOnlyList<string> words, IReadOnlyList<CatalogEntry> entries) =>
        TerraformName.FindNoun(words) is { } noun
            ? NounSearch.Find(noun, entries)
            : WordSearch.All.Find(string.Join(' ', words), entries);

    // What looks like an id asks for one operation, even if this version doesn't have it.
    [GeneratedRegex("^[a-z0-9]+(_[a-z0-9]+)+$")]
    private static partial Regex OperationId();
}

/// <summary>What a search found.</summary>
/// <param name="Entries">The commands with their operations.</param>
internal sealed record SearchResult(IReadOnlyList<CatalogEntry> Entries)
{
    /// <summary>True if words were searched: the best command comes first, and its operations matter less.</summary>
    public bool IsByWords { get; init; }
}
