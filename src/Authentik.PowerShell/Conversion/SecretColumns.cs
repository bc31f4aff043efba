using System.Management.Automation;
using System.Security;

namespace Authentik.Commands;

/// <summary>Removes the columns of a row that contain secrets in plain text, so that an error record can show it.</summary>
internal static class SecretColumns
{
    /// <summary>The input without these columns: the same object if it has none.</summary>
    /// <param name="input">An object or a row.</param>
    /// <param name="isSecret">True for a column whose field is a secret.</param>
    public static object? Remove(PSObject? input, Func<string, bool> isSecret)
    {
        if (input is null
            || !Row.TryRead(Unwrap.Base(input), out var row)
            || !row.Columns.Any(column => IsPlain(column, isSecret)))
        {
            return input;
        }

        var shown = new PSObject();
        foreach (var (column, cell) in row.Columns.Where(column => !IsPlain(column, isSecret)))
        {
            shown.Properties.Add(new PSNoteProperty(column, cell));
        }

        return shown;
    }

    private static bool IsPlain(KeyValuePair<string, object?> column, Func<string, bool> isSecret) =>
        column.Value is not (null or SecureString) && (isSecret(column.Key) || Redactor.IsSecretName(column.Key));
}
