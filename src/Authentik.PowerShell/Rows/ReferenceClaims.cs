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

    /// <summary>Finds the object that a field refers to, or its name, in the row.</summary>
    public object? FindDetails(Field field, Row row) =>
        resource.TryFindField(field.Details, out var details) && row.TryFind([details.Name, details.Property], out var found)
            ? found
            : null;

    /// <summary>Adds the names to a value of a field: to an id, or to each id of a list.</summary>
    public object? AddTo(Field field, object? value, Row row)
    {
        if (field.RefersTo is not { } noun
            || Resources.Book[noun] is not { IdType: FieldType.Integer, Names.Count: > 0 } kind
            || FindDetails(field, row) is not { } found)
        {
            return value;
        }

        return value switch
        {
            Identity id => AddClaims([id], [ReadDetail(kind, found)])[0],
            object?[] ids => AddClaims(ids, [.. ListItems(found).Select(item => ReadDetail(kind, item))]),
            _ => value,
        };
    }

    // Objects have ids, which find the right one after somebody edited the list. Names alone are in the order of the ids.
    private static object?[] AddClaims(object?[] ids, IReadOnlyList<Detail> details)
    {
        var isOrdered = details.Count == ids.Length && details.All(detail => detail.Id is null);
        return [.. ids.Select((id, index) => id is Identity one ? AddClaim(one, isOrdered ? details[index] : Find(one)) : id)];

        Detail? Find(Identity one) => details.FirstOrDefault(detail => detail.Id is { } id && id.Equals(one.FindId()));
    }

    private static Identity AddClaim(Identity identity, Detail? detail) =>
        detail?.Name is { } name && identity is { Object: null, Claim: null } && identity.FindId() is not null
            ? identity.WithClaim(name)
            : identity;

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

    private sealed record Detail(object? Id, string? Name);
}
