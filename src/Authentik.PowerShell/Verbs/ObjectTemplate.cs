using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Copies the writable fields of an existing object to a new one.</summary>
internal static class ObjectTemplate
{
    /// <summary>
    /// Adds the values of the template for which no value was specified. Secrets and fields that have to be unique are omitted, and so
    /// are fields that the template's server returns but doesn't accept.
    /// </summary>
    public static void Fill(FieldValues values, Resource resource, AuthentikObject template)
    {
        foreach (var field in resource.Fields.Where(field => IsCopied(field, template) && !values.Has(field.Name)))
        {
            if (template.ValueOf(field.Name) is { } value)
            {
                values.Set(field, ConvertId(field, value));
            }
            else if (field is { IsResent: true, IsNullable: true, OneOf: null } && template.Present.Contains(field.Name))
            {
                // A field that every change has to send has to be sent for a new object, too.
                values.Set(field, null);
            }
        }
    }

    private static bool IsCopied(Field field, AuthentikObject template) =>
        field is { Parameter: not null, IsSecret: false, IsUnique: false }
        && field.SentBy.HasFlag(Operations.New)
        && (template.Session?.ServerVersion is not { } version || field.Writable.Contains(version));

    // An id in the template refers to another object, as if the id had been typed.
    private static object ConvertId(Field field, object value) =>
        field.Type == FieldType.Reference ? FieldConverter.Convert(field, value)! : value;
}
