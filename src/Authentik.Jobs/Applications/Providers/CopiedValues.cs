using System.Collections;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>The values of an object that was read, as they are sent.</summary>
internal static class CopiedValues
{
    /// <summary>Takes the values of fields. Ids refer to the same objects.</summary>
    public static FieldValues Take(AuthentikObject source, IEnumerable<Field> fields)
    {
        var values = new FieldValues();
        foreach (var field in fields)
        {
            values.Set(field, Convert(field, source.ValueOf(field.Name)));
        }

        return values;
    }

    private static object? Convert(Field field, object? value) => value switch
    {
        null => null,
        _ when field.Type != FieldType.Reference => value,
        IEnumerable ids and not string => ids.Cast<object>().Select(id => MakeIdentity(field, id)).ToArray(),
        _ => MakeIdentity(field, value),
    };

    private static Identity MakeIdentity(Field field, object id) => Resources.Book[field.RefersTo!].MakeIdentity(id, isId: true);
}
