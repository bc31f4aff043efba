using System.Globalization;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>
/// Adds to the ids in a row the names that the row has beside them. On another server, an id is that of another object, so the lookup
/// compares its name.
/// </summary>
/// <param name="resource">The resource of the objects.</param>
internal sealed class ReferenceClaims(Resource resource)
{
    /// <summary>True if exports have the object that a field refers to in another column.</summary>
    public bool HasDetails(Field field) => resource.TryFindField(field.Details, out _);

    /// <summary>True if the row has the object that a field refers to, or its name, in another column.</summary>
    public bool HasName(Field field, Row row) => FindDetails(field, row) is not null || FindName(field, row) is not null;

    /// <summary>Adds the names to a value of a field: to an id, or to each id of a list.</summary>
    /// <exception cref="InputException">The row has two names for the object.</exception>
    public object? AddTo(Field field, object? value, Row row)
    {
        if (field.RefersTo is not { } noun || Resources.Book[noun] is not { Names.Count: > 0 } kind)
        {
            return value;
        }

        return value switch
        {
            Identity id => AddClaim(id, FindClaim(field, kind, id, row)),
            object?[] ids when kind.IdType == FieldType.Integer => AddClaims(ids, [.. ReadDetails(field, kind, row)]),
            _ => value,
        };
    }

    private object? FindDetails(Field field, Row row) =>
        resource.TryFindField(field.Details, out var details) && row.TryFind([details.Name, details.Property], out var found)
            ? found
            : null;

    private static string? FindName(Field field, Row row) => row.Columns.GetValueOrDefault(NameColumn(field)) switch
    {
        string { Length: > 0 } text when !CellConverter.IsTypeName(text) => text,
        _ => null,
    };

    private static string NameColumn(Field field) => $"{field.Property}Name";

    private string? FindClaim(Field field, Resource kind, Identity identity, Row row)
    {
        var detail = FindDetails(field, row) is { } found ? ReadDetail(kind, found) : null;
        var inDetails = detail?.FitsTo(identity) == true ? detail.Name : null;
        var name = FindName(field, row);
        return inDetails is null || name is null || inDetails == name || !IsId(identity)
            ? name ?? inDetails
            : throw RefuseBoth(field, identity, inDetails, name);
    }

    // One of the names isn't the object's, whichever was edited, so nobody has to ask the server.
    private InputException RefuseBoth(Field field, Identity identity, string inDetails, string name)
    {
        var title = identity.Resource.Title;
        var details = resource.GetField(field.Details).Property;
        return new(
            InputProblem.Contradiction,
            $"The row says that the {title} {identity} is '{inDetails}' in {details}, but '{name}' in {NameColumn(field)}. "
                + $"The row wasn't sent. To change the {title}, write its name in the column {field.Property}.",
            name);
    }

    // Objects have ids, which find the right one after somebody edited the list. Names alone are in the order of the ids.
    private static object?[] AddClaims(object?[] ids, IReadOnlyList<Detail> details)
    {
        var isOrdered = details.Count == ids.Length && details.All(detail => detail.Id is null);
        return [.. ids.Select((id, index) => id is Identity one ? AddClaim(one, Find(one, index)?.Name) : id)];

        Detail? Find(Identity one, int index) => isOrdered
            ? details[index]
            : details.FirstOrDefault(detail => detail.Id is not null && detail.FitsTo(one));
    }

    // A UUID in a cell could also be a name.
    private static Identity AddClaim(Identity identity, string? name) => name is not null && IsId(identity)
        ? identity.Resource.MakeIdentity(identity.Value, isId: true).WithClaim(name)
        : identity;

    private static bool IsId(Identity identity) => identity is { Object: null, Claim: null } && identity.FindId() is not null;

    private IEnumerable<Detail> ReadDetails(Field field, Resource kind, Row row) => FindDetails(field, row) is { } found
        ? ListItems(found).Select(item => ReadDetail(kind, item))
        : [];

    private static IEnumerable<object?> ListItems(object details) =>
        details is string text ? Unwrap.Items(CellConverter.ReadList(text)) : Unwrap.Items(details);

    private static Detail ReadDetail(Resource kind, object? item) => Unwrap.Base(item) switch
    {
        AuthentikObject found => new(found.FindId(kind), found.ValueOf(kind.Names[0]) as string),
        string text when !CellConverter.IsTypeName(text) => new(null, text),
        var value when Row.TryRead(value, out var row) => ReadRow(kind, row),
        _ => new(null, null),
    };

    private static Detail ReadRow(Resource kind, Row row)
    {
        var id = row.TryFind(IdentityConverter.ListIdColumns(kind), out var found)
            ? IdentityIds.ParseId(kind, Convert.ToString(found, CultureInfo.InvariantCulture)!)
            : null;
        return new(id, row.TryFind(IdentityConverter.ListSpellings(kind, kind.Names[0]), out var name) ? name as string : null);
    }

    private sealed record Detail(object? Id, string? Name)
    {
        public bool FitsTo(Identity identity) => Id is null || Id.Equals(identity.FindId());
    }
}
