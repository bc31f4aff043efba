using System.Globalization;

namespace Authentik.Commands;

/// <summary>Turns what names an object of one of several kinds into its identity, and refuses objects of others.</summary>
internal static class AnyIdentityConverter
{
    /// <summary>The identity.</summary>
    /// <param name="kinds">Nouns of the resources it can be an object of.</param>
    /// <param name="value">What was given.</param>
    /// <exception cref="ArgumentException">The value names no object of these kinds.</exception>
    public static AnyIdentity Convert(IReadOnlyList<string> kinds, object value) => value switch
    {
        AnyIdentity known => known,
        Guid id => new AnyIdentity(id),
        string name => new AnyIdentity(name),
        _ when Unwrap.IsNumber(value) => new AnyIdentity(System.Convert.ToString(value, CultureInfo.InvariantCulture)!),
        AuthentikObject { Resource: { } resource } whole when IsAmong(kinds, resource) => new AnyIdentity(whole),
        _ => OfRow(kinds, value) ?? throw Refused(kinds, value),
    };

    // What was an object once says of which kind it was.
    private static AnyIdentity? OfRow(IReadOnlyList<string> kinds, object value)
    {
        if (Row.FormerClass(value) is not { } former || !Resources.Book.TryFind(former, out var resource) || !IsAmong(kinds, resource) || !Row.TryRead(value, out var row))
        {
            return null;
        }

        var columns = resource.TargetIds.Select(field => field.Name).Append(resource.Id).SelectMany(name => IdentityConverter.Spellings(resource, name));
        return row.TryFind(columns, out _, out var id) && Guid.TryParse(id.ToString(), out var uuid) ? new AnyIdentity(uuid) : null;
    }

    private static bool IsAmong(IReadOnlyList<string> kinds, Book.Resource resource) => kinds.Contains(resource.Noun) || kinds.Contains(resource.Family);

    private static ArgumentException Refused(IReadOnlyList<string> kinds, object value)
    {
        var what = (value as AuthentikObject)?.Resource?.Title ?? value.GetType().Name;
        return new($"{Articles.AddCapitalTo(what)} was given where one of these is expected, by its name, UUID or as an object: {string.Join(", ", kinds.Select(kind => Resources.Book[kind].Title))}.");
    }
}
