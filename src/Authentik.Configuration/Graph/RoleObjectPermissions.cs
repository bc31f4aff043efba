using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>
/// The permissions of a role for single objects, as a field of it, in any order:
/// <c>{ permission: authentik_core.view_application, object: { Application: wiki } }</c>. The API has them in a list of their own, by ids.
/// </summary>
internal static class RoleObjectPermissions
{
    /// <summary>The part with an app and a codename.</summary>
    public const string PermissionName = "permission";

    private static readonly Field Permission = new()
    {
        Name = PermissionName,
        Property = "Permission",
        Type = FieldType.Text,
        Required = VersionRange.All,
    };

    /// <summary>The part that refers to the object.</summary>
    public static Field Target { get; } = new()
    {
        Name = "object",
        Property = "Object",
        Type = FieldType.Uuid,
        TargetNouns =
        [
            .. Resources.Book.ListConfiguration().Where(kind => kind is { ModelName: not null, IsSingle: false }).Select(kind => kind.Noun),
        ],
        Required = VersionRange.All,
    };

    /// <summary>The field. A file that doesn't have it says nothing of them.</summary>
    public static Field Field { get; } = new()
    {
        Name = "object_permissions",
        Property = "ObjectPermissions",
        Parameter = "ObjectPermission",
        Type = FieldType.Shape,
        IsList = true,
        Shape = new Shape("RoleObjectPermission", [Permission, Target], () => new JsonObject()),
        DefaultVaries = true,
        Writable = VersionRange.All,
    };

    /// <summary>The fields of a kind that the API has with its objects, and for roles this one.</summary>
    public static IEnumerable<Field> AddTo(Resource resource) =>
        resource == Resources.Role ? resource.Fields.Append(Field) : resource.Fields;

    /// <summary>One permission for one object.</summary>
    public static JsonObject Write(string permission, Resource kind, JsonNode name) => new()
    {
        [PermissionName] = permission,
        [Target.Name] = ReferenceForm.Write(Target, kind, name),
    };

    /// <summary>The keys of the objects that a value of the field names.</summary>
    public static IEnumerable<ObjectKey> ListKeys(BookIndex book, JsonNode? value) =>
        ListEntries(value).Select(one => ReferenceForm.FindKey(book, Target, one[Target.Name])).OfType<ObjectKey>();

    /// <summary>The object without those of a role: where it stands alone, they are for objects that aren't there.</summary>
    public static ConfigurationObject LeaveOut(ConfigurationObject one)
    {
        if (!one.Values.ContainsKey(Field.Name))
        {
            return one;
        }

        var values = (JsonObject)one.Values.DeepClone();
        values.Remove(Field.Name);
        return new ConfigurationObject(one.Resource, values)
        {
            Key = one.Key, Name = one.Name, Stored = one.Stored, Origin = one.Origin, Unknown = one.Unknown.Append(Field.Name).ToHashSet(),
        };
    }

    /// <summary>The permissions of a value of the field.</summary>
    public static IEnumerable<JsonObject> ListEntries(JsonNode? value) => (value as JsonArray ?? []).OfType<JsonObject>();
}
