using System.Collections;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;

namespace Authentik.Configuration;

/// <summary>Writes objects as a configuration has them: values of the API, with names in the place of ids, and without secrets.</summary>
/// <param name="api">The server.</param>
/// <param name="index">The names of its objects.</param>
/// <param name="unlisted">What lists don't contain.</param>
/// <param name="isPartial">True for a kind of which the caller may not view all objects.</param>
internal sealed class ValueWriter(ApiClient api, NameIndex index, UnlistedValues unlisted, Func<Resource, bool> isPartial)
{
    private readonly Dictionary<string, IReadOnlyList<Field>> fields = new(StringComparer.Ordinal);

    /// <summary>The object of a configuration.</summary>
    public ConfigurationObject Write(AuthentikObject one)
    {
        var (values, unknown) = (new JsonObject(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var field in ListFields(one.Resource!))
        {
            if (FindUnlisted(one, field) is { } read)
            {
                values[field.Name] = read;
            }
            else if (field.IsSecret)
            {
                WriteSecret(values, field, one);
            }
            else if (UnlistedValues.IsUnlisted(field))
            {
                // Without it, a file would say that a role has no permissions.
                unknown.Add(field.Name);
            }
            else if (!CanBe(field, one.ValueOf(field.Name)))
            {
                // Some servers have nothing where they accept no null.
                continue;
            }
            else if (one.Has(field.Name) && TryWrite(field, one.ValueOf(field.Name), out var value))
            {
                values[field.Name] = value;
            }
            else if (one.Has(field.Name))
            {
                unknown.Add(field.Name);
            }
        }

        return new ConfigurationObject(one.Resource!, values) { Stored = one, Unknown = unknown };
    }

    private IReadOnlyList<Field> ListFields(Resource resource) => fields.TryGetValue(resource.Noun, out var known)
        ? known
        : fields[resource.Noun] = [.. ConfigurationKinds.ListShown(api, resource)];

    private JsonNode? FindUnlisted(AuthentikObject one, Field field) => unlisted.Find(one, field) is not { } read ? null
        : field == RoleObjectPermissions.Field ? new ObjectPermissionNames(api.Session.Book, index, isPartial).Find(read.AsArray())
        : read;

    // What the server never returns may be there; what it returns empty isn't.
    private void WriteSecret(JsonObject values, Field field, AuthentikObject one)
    {
        var mayExist = field.IsWriteOnly || !field.Required.IsNone || one.ValueOf(field.Name) is not null;
        if (mayExist && !UnlistedValues.IsAbsent(one, field) && index.FindName(one) is { } name)
        {
            values[field.Name] = SecretReference.Write($"{one.Resource!.Noun}/{ObjectTitle.Describe(name)}/{field.Name}");
        }
    }

    private static bool CanBe(Field field, object? value) =>
        value is not null || field.IsNullable || field.ReferencedNouns.Count > 0 || field.IsSecret;

    // A reference that nobody can name is left out: it isn't empty.
    private bool TryWrite(Field field, object? value, out JsonNode? written)
    {
        written = null;
        if (value is null)
        {
            return true;
        }

        if (field.ReferencedNouns.Count == 0)
        {
            written = Order(field, JsonNode.Parse(JsonText.Write(value)));
            return true;
        }

        if (!field.IsList)
        {
            return (written = index.Refer(field, value)) is not null;
        }

        var names = ((IEnumerable)value).Cast<object>().Select(id => index.Refer(field, id)).ToList();
        written = new JsonArray([.. names.OrderBy(name => name?.ToJsonString(PlainJson.Options), StringComparer.Ordinal)]);
        return !names.Contains(null);
    }

    // Servers return sets in any order.
    private static JsonNode? Order(Field field, JsonNode? value) =>
        field is { IsList: true, Type: FieldType.Enum } && value is JsonArray set
        ? new JsonArray([.. set.OrderBy(item => item?.ToString(), StringComparer.Ordinal).Select(item => item?.DeepClone())])
        : value;
}
