using System.Collections;
using Authentik.Book;
using Authentik.Labels;
using Authentik.Sessions;
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
            else
            {
                SetNull(values, field, template);
            }
        }
    }

    /// <summary>
    /// Adds the values of a template of another server, with names in the place of ids. What must be unique on one server is copied,
    /// too, except for UUIDs and the names by which authentik itself knows objects.
    /// </summary>
    /// <returns>The fields that have a value, but that the other server's version doesn't have.</returns>
    public static async Task<IReadOnlyList<Field>> FillElsewhereAsync(
        FieldValues values,
        Resource resource,
        AuthentikObject template,
        ServerVersion? version,
        NamesElsewhere names,
        CancellationToken cancellation)
    {
        var given = values.All.Select(value => value.Key.Name).ToHashSet();
        var omitted = new List<Field>();
        foreach (var field in resource.Fields.Where(field => IsCopiedElsewhere(field, template) && !given.Contains(field.Name)))
        {
            if (field.SlugOf is { } source && given.Contains(source))
            {
                // The slug follows from the name that was specified.
                continue;
            }

            if (version is { } known && !field.Writable.Contains(known))
            {
                omitted.AddRange(IsNothing(template.ValueOf(field.Name)) ? [] : [field]);
            }
            else if (template.ValueOf(field.Name) is { } value)
            {
                values.Set(field, await names.TranslateAsync(template, field, value, cancellation));
            }
            else
            {
                SetNull(values, field, template);
            }
        }

        return omitted;
    }

    /// <summary>True if the template lacks fields that its server has.</summary>
    public static bool IsPartial(Resource resource, AuthentikObject template) =>
        template.Resource?.Noun == resource.Noun
        && resource.Offers(Feature.Detail)
        && template.Session?.ServerVersion is { } version
        && resource.Fields.Any(field =>
            IsCopied(field, template) && field.Readable.Contains(version) && !template.Has(field.Name));

    // A field that every change has to send has to be sent for a new object, too.
    private static void SetNull(FieldValues values, Field field, AuthentikObject template)
    {
        if (field is { IsResent: true, IsNullable: true, OneOf: null } && template.Has(field.Name))
        {
            values.Set(field, null);
        }
    }

    private static bool IsNothing(object? value) => value is null or false || (value is IEnumerable items && !items.Cast<object>().Any());

    private static bool IsCopied(Field field, AuthentikObject template) => !field.IsUnique && IsWritable(field, template);

    private static bool IsCopiedElsewhere(Field field, AuthentikObject template) =>
        (!field.IsUnique || (field is { IsInternal: false, IsList: false } && field.Type != FieldType.Uuid)) && IsWritable(field, template);

    private static bool IsWritable(Field field, AuthentikObject template) =>
        field is { Parameter: not null, IsSecret: false }
        && field.SentBy.HasFlag(Operations.New)
        && (template.Session?.ServerVersion is not { } version || field.Writable.Contains(version));

    // An id in the template refers to another object, as if the id had been typed.
    private static object ConvertId(Field field, object value) =>
        field.Type == FieldType.Reference ? FieldConverter.Convert(field, value)! : value;
}
