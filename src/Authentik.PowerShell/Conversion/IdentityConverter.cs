using System.Globalization;
using System.Management.Automation;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>Turns what names an object into its identity, and refuses everything else, so that a wrong object does not bind.</summary>
internal static class IdentityConverter
{
    /// <summary>The identity.</summary>
    /// <exception cref="ArgumentException">The value names no object of the resource.</exception>
    public static Identity Convert(Resource resource, object? given) => Unwrap.Base(given) switch
    {
        null => throw new ArgumentException($"Nothing was given where {Articles.AddTo(resource.Title)} is to be named."),
        Identity known when known.Resource.Noun == resource.Noun => known,
        Identity other => throw new ArgumentException($"{Articles.AddCapitalTo(other.Resource.Title)} was given where {Articles.AddTo(resource.Title)} is expected."),
        var value when Row.TryRead(value, out var row) => OfRow(resource, row, value),
        var value when IsWrittenAsName(resource, given!, value) => resource.MakeIdentity(Unwrap.AsTyped(given!)),
        var value => resource.MakeIdentity(value),
    };

    // A bare 77 is the id 77, but 00077 and 1kb can only be names, and so is any number where ids are no numbers.
    private static bool IsWrittenAsName(Resource resource, object given, object value) => Unwrap.IsNumber(value) && resource.Names.Count > 0
        && (resource.IdKind != FieldKind.Integer || Unwrap.AsTyped(given) as string != System.Convert.ToString(value, CultureInfo.InvariantCulture)) && given is PSObject;

    // Its id first, then its names.
    private static IEnumerable<string> ColumnsOf(Resource resource) => IdColumns(resource).Concat(NameColumns(resource));

    private static Identity OfRow(Resource resource, Row row, object source)
    {
        if (Row.FormerClass(source) is { } former && former != resource.Noun && resource.Noun != FamilyOf(former))
        {
            throw new ArgumentException($"{Articles.AddCapitalTo(former)} was given where {Articles.AddTo(resource.Title)} is expected.");
        }

        if (row.TryFind(IdColumns(resource), out _, out var id))
        {
            var claims = resource.Names.Take(1).SelectMany(name => Spellings(resource, name));
            var claim = row.TryFind(claims, out _, out var claimed) ? claimed as string : null;
            return resource.MakeIdentity(id, isId: true).WithClaim(claim);
        }

        return row.TryFind(NameColumns(resource), out _, out var name)
            ? resource.MakeIdentity(name)
            : throw new ArgumentException($"The row names no {resource.Title}: it has no value in {string.Join(" or ", ColumnsOf(resource).Distinct(StringComparer.OrdinalIgnoreCase))}.");
    }

    /// <summary>The columns in which a row may hold the object's id: the API's name, that of the property, as an export writes it, and pk.</summary>
    public static IEnumerable<string> IdColumns(Resource resource) => [.. Spellings(resource, resource.Id), "pk"];

    private static IEnumerable<string> NameColumns(Resource resource) => ["Identity", .. resource.Names.SelectMany(name => Spellings(resource, name))];

    /// <summary>The columns that a row may have for a field: the API's name, and that of the property.</summary>
    public static IEnumerable<string> Spellings(Resource resource, string field) => resource.TryField(field, out var known) ? [field, known.Property] : [field];

    private static string? FamilyOf(string noun) => Resources.Book.TryFind(noun, out var resource) ? resource.Family : null;
}
