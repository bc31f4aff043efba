using System.Globalization;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Converts a value to the identity of an object of one of several kinds, and refuses objects of other kinds.</summary>
internal static class AnyIdentityConverter
{
    /// <summary>Converts a value to an identity.</summary>
    /// <param name="kinds">Nouns of the resources that the object can belong to.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value doesn't identify an object of these kinds.</exception>
    public static AnyIdentity Convert(IReadOnlyList<string> kinds, object value) => value switch
    {
        AnyIdentity known => known,
        Guid id => new AnyIdentity(id),
        string name => new AnyIdentity(name),
        _ when Unwrap.IsNumber(value) => new AnyIdentity(System.Convert.ToString(value, CultureInfo.InvariantCulture)!),
        AuthentikObject { Resource: { } resource } whole when IsAmong(kinds, resource) => new AnyIdentity(whole),
        AuthentikObject { Represented: { } subject } => Convert(kinds, subject),
        _ => ConvertRow(kinds, value) ?? throw Refuse(kinds, value),
    };

    // A deserialized object knows which kind it was.
    private static AnyIdentity? ConvertRow(IReadOnlyList<string> kinds, object value)
    {
        if (Row.FindFormerClass(value) is not { } former
            || !Resources.Book.TryFind(former, out var resource)
            || !IsAmong(kinds, resource)
            || !Row.TryRead(value, out var row))
        {
            return null;
        }

        var columns = resource.TargetIds
            .Select(field => field.Name)
            .Append(resource.Id)
            .SelectMany(name => IdentityConverter.ListSpellings(resource, name));
        return row.TryFind(columns, out var id) && Guid.TryParse(id.ToString(), out var uuid) ? new AnyIdentity(uuid) : null;
    }

    private static bool IsAmong(IReadOnlyList<string> kinds, Resource resource) =>
        kinds.Contains(resource.Noun) || kinds.Contains(resource.Family);

    private static ArgumentException Refuse(IReadOnlyList<string> kinds, object value)
    {
        var given = (value as AuthentikObject)?.Resource?.Title ?? value.GetType().Name;
        var expected = string.Join(", ", kinds.Select(kind => Resources.Book[kind].Title));
        return new($"{Articles.AddCapitalTo(given)} was specified, but the parameter takes another kind of object. "
            + $"Specify one of these by its name or UUID, or as an object: {expected}.");
    }
}
