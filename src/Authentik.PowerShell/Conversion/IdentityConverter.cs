using System.Globalization;
using System.Management.Automation;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>Converts names, ids, objects and rows to identities. It refuses others, so that a wrong object doesn't bind.</summary>
internal static class IdentityConverter
{
    private const string IdentityColumn = "Identity";

    // Rows of any kind can have the columns of a kind that has hardly any.
    private const int FewFields = 4;

    // A column Kind has the kind within a family, which can have the name of another resource.
    private static readonly string[] KindColumns = ["ObjectKind"];

    /// <summary>Converts a value to the identity of an object.</summary>
    /// <exception cref="ArgumentException">The value doesn't identify an object of the resource.</exception>
    public static Identity Convert(Resource resource, object? given) => Unwrap.Base(given) switch
    {
        null => throw new ArgumentException(
            $"No {resource.Title} was specified: the value is null. Specify the {resource.Title} by {Identity.ListWays(resource)}."),
        Identity known when known.Resource.Noun == resource.Noun => known,
        Identity other => throw RefuseKind(resource, other.Resource.Title),
        AuthentikObject one when one.FindRepresented(resource) is { } subject => resource.MakeIdentity(subject),
        var value when Row.TryRead(value, out var row) => ConvertRow(resource, row, value),
        var value when IsTypedAsName(resource, given!, value) => resource.MakeIdentity(Unwrap.AsTyped(given!)),
        var value => resource.MakeIdentity(value),
    };

    /// <summary>The columns that can contain the object's id: the API's name, the property's, as an export writes it, and pk.</summary>
    public static IEnumerable<string> ListIdColumns(Resource resource) => [.. ListSpellings(resource, resource.Id), "pk"];

    /// <summary>The names that a column can have for a field: the API's and the property's.</summary>
    public static IEnumerable<string> ListSpellings(Resource resource, string field) =>
        resource.TryFindField(field, out var known) ? [field, known.Property] : [field];

    // A bare 77 is the id 77, but 00077 and 1kb can only be names, and so is any number if ids aren't numbers.
    private static bool IsTypedAsName(Resource resource, object given, object value)
    {
        if (given is not PSObject || !Unwrap.IsNumber(value) || resource.Names.Count == 0)
        {
            return false;
        }

        var plain = System.Convert.ToString(value, CultureInfo.InvariantCulture);
        return resource.IdType != FieldType.Integer || Unwrap.AsTyped(given) as string != plain;
    }

    private static Identity ConvertRow(Resource resource, Row row, object source)
    {
        // What a job returned isn't an object of the server, and has the names of what it's about.
        if (Row.FindFormerClass(source) is { } former && former != resource.Noun && resource.Noun != FindFamily(former)
            && Resources.Book.TryFind(former, out _))
        {
            throw RefuseKind(resource, former);
        }

        if (row.TryFind(KindColumns, out var kind) && FindNamed(kind) is { } other && other.Noun != resource.Noun
            && other.Family != resource.Noun && resource.Family != other.Noun)
        {
            throw RefuseKind(resource, other.Title);
        }

        if (row.TryFind(ListIdColumns(resource), out var id))
        {
            var names = resource.Names.Take(1).SelectMany(name => ListSpellings(resource, name));
            var claim = row.TryFind(names, out var claimed) ? claimed as string : null;
            if (claim is null && FindOther(resource, row) is { } whole)
            {
                throw RefuseKind(resource, whole.Title);
            }

            return resource.MakeIdentity(id, isId: true).WithClaim(claim);
        }

        return row.TryFind(ListNameColumns(resource), out var name) ? resource.MakeIdentity(name) : throw RefuseRow(resource);
    }

    // The rows of reports say what they are about: a token that belongs to a user isn't that user.
    private static Resource? FindNamed(object kind) => kind.ToString() is { } text
        ? Resources.Book.ListUsable().FirstOrDefault(one => IsSame(one.Noun, text) || IsSame(one.Title, text))
        : null;

    // A file of providers has numbers, too, which without a name beside them would be those of users.
    private static Resource? FindOther(Resource resource, Row row) => resource.IdType != FieldType.Integer || row.IsWhole(resource)
        ? null
        : Resources.Book.Resources.FirstOrDefault(other =>
            other.IdType == FieldType.Integer && !IsRelated(resource, other) && other.Fields.Count > FewFields && row.IsWhole(other));

    private static bool IsRelated(Resource one, Resource other) =>
        one.Noun == other.Noun || one.Noun == other.Family || other.Noun == one.Family
        || (one.Family is { } family && family == other.Family);

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> ListNameColumns(Resource resource) =>
        [IdentityColumn, .. resource.Names.SelectMany(name => ListSpellings(resource, name))];

    private static string? FindFamily(string noun) => Resources.Book.TryFind(noun, out var resource) ? resource.Family : null;

    private static ArgumentException RefuseKind(Resource wanted, string given) =>
        new($"{Articles.AddCapitalTo(given)} was specified, but {Articles.AddTo(wanted.Title)} is expected. "
            + $"Specify the {wanted.Title} by {Identity.ListWays(wanted)}.");

    private static ArgumentException RefuseRow(Resource resource)
    {
        var columns = ListIdColumns(resource).Concat(ListNameColumns(resource)).Distinct(StringComparer.OrdinalIgnoreCase);
        return new($"The row doesn't identify {Articles.AddTo(resource.Title)}. Add a value in one of these columns: "
            + $"{string.Join(", ", columns)}.");
    }
}
