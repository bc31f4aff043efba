using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>What somebody looks for: a request, an operation id, a command, an area of the API, or words.</summary>
internal sealed class OperationQuery
{
    private readonly string text;
    private readonly RequestAddress? address;

    public OperationQuery(string text)
    {
        this.text = text.Trim();
        address = RequestAddress.Read(this.text);
    }

    /// <summary>The HTTP method that the text names; null where it names none.</summary>
    public string? Method => address?.Method;

    /// <summary>What is found, of any method.</summary>
    public IReadOnlyList<CatalogEntry> Find(IReadOnlyList<CatalogEntry> entries)
    {
        if (address is not null)
        {
            return PathSearch.Find(entries, address.Path, address.IsPage);
        }

        return WildcardPattern.ContainsWildcardCharacters(text) ? ByPattern(entries) : ByName(entries);
    }

    private IReadOnlyList<CatalogEntry> ByPattern(IReadOnlyList<CatalogEntry> entries)
    {
        var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
        return [.. entries.Where(entry => pattern.IsMatch(entry.Operation.OperationId))];
    }

    // Whole names first: whoever knows one wants no more than that.
    private IReadOnlyList<CatalogEntry> ByName(IReadOnlyList<CatalogEntry> entries)
    {
        var names = new Func<CatalogEntry, string>[] { entry => entry.Operation.OperationId, entry => entry.Command, entry => entry.Operation.Tag };
        var named = names.Select(name => entries.Where(entry => name(entry).Equals(text, StringComparison.OrdinalIgnoreCase)).ToList());
        return named.FirstOrDefault(found => found.Count > 0) ?? ByWords(entries);
    }

    private List<CatalogEntry> ByWords(IReadOnlyList<CatalogEntry> entries)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. entries.Where(entry => words.Length > 0 && words.All(word => entry.Words.Contains(word, StringComparison.OrdinalIgnoreCase)))];
    }
}
