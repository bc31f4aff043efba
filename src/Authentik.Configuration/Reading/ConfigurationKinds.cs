using Authentik.Book;
using Authentik.Http;

namespace Authentik.Configuration;

/// <summary>The kinds of objects that a configuration consists of, as the book knows them.</summary>
internal static class ConfigurationKinds
{
    /// <summary>The kinds that a server's version has.</summary>
    public static IReadOnlyList<Resource> List(ApiClient api, bool includesUsers = false) =>
        [.. api.Session.Book.Resources.Where(resource => (resource.IsConfiguration || (includesUsers && resource == Resources.User))
            && api.Call.Gate.IsPossible(resource.Versions))];

    /// <summary>True for a kind that is configuration, or becomes a part of it if somebody asks for it.</summary>
    public static bool CanBe(Resource resource) => resource.IsConfiguration || resource == Resources.User;

    /// <summary>True for an object that somebody made, and no account of one of authentik's own parts, such as an outpost.</summary>
    public static bool IsMade(AuthentikObject one) => one is not User { Type: "internal_service_account" };

    /// <summary>The fields of a kind, with those that the API has elsewhere.</summary>
    public static IEnumerable<Field> FieldsOf(Resource resource) =>
        resource == Resources.Role
            ? [.. resource.Fields, RolePermissions.Field, RoleObjectPermissions.Field]
            : resource.Fields;

    /// <summary>The fields of a kind that a server's version stores with the object, and that are configuration.</summary>
    public static IEnumerable<Field> ListFields(ApiClient api, Resource resource) =>
        resource.Fields.Where(field => IsConfiguration(resource, field) && api.Call.Gate.IsPossible(field.Writable));

    /// <summary>
    /// The same with those that the API has elsewhere, and those by which objects are known and which authentik may choose itself.
    /// </summary>
    public static IEnumerable<Field> ListShown(ApiClient api, Resource resource) =>
        FieldsOf(resource).Where(field => resource.KnownBy.Contains(field.Name)
            || (IsConfiguration(resource, field) && api.Call.Gate.IsPossible(field.Writable)));

    /// <summary>True if a field can be part of a configuration. Ids aren't: they belong to one server.</summary>
    public static bool IsConfiguration(Resource resource, Field field) =>
        field is { Parameter: not null, IsData: false } && field.Type is not (FieldType.File or FieldType.NewObject)
        && field.Name != resource.Id && (field.Type != FieldType.Uuid || field.TargetNouns.Count > 0);

    /// <summary>The kinds of a family, or the one kind, that an object with a key can be of.</summary>
    public static IEnumerable<Resource> ListKinds(BookIndex book, ObjectKey key) => book.Resources
        .Where(resource => ObjectKey.RootOf(resource) == key.Root && !resource.IsFamily);
}
