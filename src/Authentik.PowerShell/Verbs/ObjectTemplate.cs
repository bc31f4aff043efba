using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Takes the writable fields of an existing object for a new one.</summary>
internal static class Template
{
    /// <summary>
    /// Adds what the object has and nobody typed. Secrets and what the server keeps unique are left to the server or the user, and so is
    /// what the object's own server shows but does not take.
    /// </summary>
    public static void Fill(FieldValues values, Resource resource, AuthentikObject pattern)
    {
        foreach (var field in resource.Fields.Where(field => field.Parameter is not null && field.SentBy.HasFlag(Operations.New) && !values.Has(field.Name)))
        {
            if (field.IsSecret || field.IsUnique || !IsTaken(field, pattern))
            {
                continue;
            }

            if (pattern.ValueOf(field.Name) is { } value)
            {
                values.Set(field, AsGiven(field, value));
            }
            else if (field is { IsResent: true, IsNullable: true, OneOf: null } && pattern.Present.Contains(field.Name))
            {
                // What must be said in a change must be said here, too.
                values.Set(field, null);
            }
        }
    }

    private static bool IsTaken(Field field, AuthentikObject pattern) => pattern.Session?.ServerVersion is not { } version || field.Writable.Contains(version);

    // An id in the object stands for another object, as if its id had been typed.
    private static object AsGiven(Field field, object value) => field.Kind == FieldKind.Reference ? FieldConverter.Convert(field, value)! : value;
}
