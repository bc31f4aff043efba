using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Turns what names an object into its identity, and refuses everything else, so that a wrong object does not bind.</summary>
internal static class IdentityConverter
{
    /// <summary>The identity.</summary>
    /// <exception cref="ArgumentException">The value names no object of the resource.</exception>
    public static Identity Convert(Resource resource, object? value) => value switch
    {
        null => throw new ArgumentException($"Nothing was given where a {resource.Title} is to be named."),
        Identity known when known.Resource.Noun == resource.Noun => known,
        Identity other => throw new ArgumentException($"A {other.Resource.Title} was given where a {resource.Title} is expected."),
        _ when Row.TryRead(value, out var row) => OfRow(resource, row, value),
        _ => resource.NewIdentity(value, false),
    };

    /// <summary>The columns in which a row may name the object: its id first, then its names.</summary>
    public static IEnumerable<string> ColumnsOf(Resource resource) => IdColumns(resource).Concat(NameColumns(resource));

    private static Identity OfRow(Resource resource, Row row, object source)
    {
        if (Row.FormerClass(source) is { } former && former != resource.Noun && resource.Noun != FamilyOf(former))
        {
            throw new ArgumentException($"A {former} was given where a {resource.Title} is expected.");
        }

        if (row.TryFind(IdColumns(resource), out _, out var id))
        {
            return resource.NewIdentity(id, true);
        }

        return row.TryFind(NameColumns(resource), out _, out var name)
            ? resource.NewIdentity(name, false)
            : throw new ArgumentException($"The row names no {resource.Title}: it has no value in {string.Join(" or ", ColumnsOf(resource).Distinct(StringComparer.OrdinalIgnoreCase))}.");
    }

    private static IEnumerable<string> IdColumns(Resource resource) => [resource.Id, "pk"];

    private static IEnumerable<string> NameColumns(Resource resource) => ["Identity", .. resource.Names];

    private static string? FamilyOf(string noun) => Resources.Book.TryFind(noun, out var resource) ? resource.Family : null;
}
