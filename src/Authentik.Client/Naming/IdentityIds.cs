using System.Globalization;
using Authentik.Book;

namespace Authentik.Naming;

/// <summary>The ids of identities and objects, as far as they are known without asking the server.</summary>
internal static class IdentityIds
{
    /// <summary>Creates an identity of a resource from a string, a number, a Guid or an object.</summary>
    public static Identity MakeIdentity(this Resource resource, object value, bool isId = false) =>
        (Identity)resource.NewIdentity(value, isId);

    /// <summary>The id: a <see cref="long"/>, a <see cref="Guid"/> or a string; null where it has to be looked up.</summary>
    public static object? FindId(this Identity identity) => identity.Value switch
    {
        AuthentikObject found => found.FindId(identity.Resource),
        string text when identity.Resource.IdType != FieldType.Uuid && identity.Resource.Names.Count > 0 && !identity.IsId => null,
        string text => ParseId(identity.Resource, text),
        var id => id,
    };

    /// <summary>The same where nothing has to be read first: null as well for an id beside which a name is claimed.</summary>
    public static object? FindTrustedId(this Identity identity) => identity.Claim is null ? identity.FindId() : null;

    /// <summary>The id of an object that was read.</summary>
    public static object? FindId(this AuthentikObject found, Resource resource) => found.ValueOf(resource.Id) switch
    {
        int number => (long)number,
        var id => id,
    };

    /// <summary>The same, written as a string.</summary>
    public static string? FindWrittenId(this AuthentikObject found, Resource resource) =>
        found.FindId(resource) is { } id ? Write(id) : null;

    /// <summary>Reads an id that is written as a string; null where ids of the resource look otherwise.</summary>
    public static object? ParseId(Resource resource, string text) => resource.IdType switch
    {
        FieldType.Integer => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Uuid => Guid.TryParse(text, out var id) ? id : null,
        _ => text,
    };

    /// <summary>An id or key as a URL has it.</summary>
    public static string Write(object id) => Convert.ToString(id, CultureInfo.InvariantCulture)!;
}
