using Authentik.Book;
using Authentik.Http;

namespace Authentik.Naming;

/// <summary>What somebody probably meant by a name that nothing has, by one search on the server.</summary>
internal sealed class Suggestions(ObjectSource objects)
{
    private const int Most = 3;

    /// <summary>A sentence with the names; null if there are none.</summary>
    public async Task<string?> FindAsync(Identity identity, CancellationToken cancellation)
    {
        if (identity.Value is not string typed || identity.Resource.Names.Count == 0 || !identity.Resource.Offers(Feature.Search))
        {
            return null;
        }

        try
        {
            var rows = await objects.SearchPageAsync(identity.Resource, typed, cancellation);
            return Suggest(identity.Resource, typed, rows);
        }
        catch (ApiException)
        {
            // The error is about the name. That the search failed, too, helps nobody.
            return null;
        }
    }

    private static string? Suggest(Resource resource, string typed, IReadOnlyList<AuthentikObject> rows)
    {
        // A user who was created without -Name has one name as both: it was meant, in other letters.
        var isInOtherLetters = rows.Any(row => IsSame(NameOf(resource, row), typed));
        var others = isInOtherLetters ? [] : resource.OtherNames.SelectMany(name => rows
            .Where(row => IsSame(row.ValueOf(name), typed))
            .Select(row => (name, row)));
        foreach (var (name, row) in others)
        {
            return $"It is the {name.Replace('_', ' ')} of '{NameOf(resource, row)}'. Specify that instead.";
        }

        var near = rows.Select(row => NameOf(resource, row)).OfType<string>()
            .Where(name => name.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(name => name.Length)
            .Distinct()
            .Take(Most)
            .Select(name => $"'{name}'")
            .ToList();
        return near.Count == 0 ? null : $"Did you mean {string.Join(" or ", near)}?";
    }

    private static bool IsSame(object? value, string typed) => string.Equals(value as string, typed, StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(Resource resource, AuthentikObject row) =>
        resource.Names.Select(row.ValueOf).OfType<string>().FirstOrDefault();
}
