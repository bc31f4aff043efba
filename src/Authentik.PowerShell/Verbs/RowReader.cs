using System.Management.Automation;
using System.Security;
using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Reads the fields of rows from their columns. PowerShell itself would drop cells that it can't convert; here they are errors.
/// </summary>
/// <param name="resource">The resource of the objects.</param>
/// <param name="isTyped">True for a field whose parameter was typed, which overrides its column.</param>
/// <param name="isRead">True for a column that a script block reads, so that it needn't be a field.</param>
/// <param name="emptyAsNull">True if empty cells are sent as null.</param>
/// <param name="warn">Writes a warning.</param>
internal sealed partial class RowReader(
    Resource resource, Func<Field, bool> isTyped, Func<string, bool> isRead, bool emptyAsNull, Action<string> warn)
{
    private const string NewNamePrefix = "new_";

    // PowerShell adds these to an object that a job returns.
    private static readonly HashSet<string> JobColumns =
        new(StringComparer.OrdinalIgnoreCase) { "PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId" };

    private readonly Dictionary<string, Field?> fields = new(StringComparer.OrdinalIgnoreCase);
    private bool hasWarned;

    /// <summary>Adds the values of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="source">The object that it was read from.</param>
    /// <param name="naming">Columns that identify the object and aren't values.</param>
    /// <param name="values">Receives the values.</param>
    /// <exception cref="InputException">A cell can't be converted.</exception>
    public void Read(Row row, PSObject source, IReadOnlySet<string> naming, FieldValues values)
    {
        WarnAboutUnknownColumns(row, naming);
        foreach (var (column, cell) in row.Columns)
        {
            if (naming.Contains(column) || FindField(column) is not { } field || isTyped(field) || IsOmitted(field, cell, source))
            {
                continue;
            }

            if (!Row.IsEmpty(cell))
            {
                values.SetColumn(field, ConvertCell(field, column, cell));
            }
            else if (emptyAsNull)
            {
                values.SetColumn(field, CanBeCleared(field) ? string.Empty : null);
            }
        }
    }

    /// <summary>True for a column whose field is a secret.</summary>
    public bool IsSecret(string column) => FindField(column) is { IsSecret: true };

    /// <summary>The input without the columns that contain secrets in plain text: the same object if it has none.</summary>
    /// <param name="input">An object or a row.</param>
    /// <param name="isSecret">True for a column whose field is a secret.</param>
    public static object? RemoveSecrets(PSObject? input, Func<string, bool> isSecret)
    {
        if (input is null
            || !Row.TryRead(Unwrap.Base(input), out var row)
            || !row.Columns.Any(column => IsPlainSecret(column, isSecret)))
        {
            return input;
        }

        var shown = new PSObject();
        foreach (var (column, cell) in row.Columns.Where(column => !IsPlainSecret(column, isSecret)))
        {
            shown.Properties.Add(new PSNoteProperty(column, cell));
        }

        return shown;
    }

    private static bool IsPlainSecret(KeyValuePair<string, object?> column, Func<string, bool> isSecret) =>
        column.Value is not (null or SecureString) && (isSecret(column.Key) || Redactor.IsSecretName(column.Key));

    // Rows of one source have the same columns, so each is looked up once.
    private Field? FindField(string column)
    {
        if (!fields.TryGetValue(column, out var field))
        {
            fields[column] = field = LookUpField(column);
        }

        return field;
    }

    // A column has the name of the parameter, of the property or of the API. new_name renames an object that is identified by its name.
    private Field? LookUpField(string column)
    {
        var renames = column.StartsWith(NewNamePrefix, StringComparison.OrdinalIgnoreCase);
        var name = renames ? column[NewNamePrefix.Length..] : column;
        if (renames && !resource.Names.Take(1).Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        return resource.FindInput(name);
    }

    private void WarnAboutUnknownColumns(Row row, IReadOnlySet<string> naming)
    {
        var unknown = row.Columns.Keys.Where(column => !naming.Contains(column) && !isRead(column) && IsUnknown(column)).ToArray();
        if (unknown.Length > 0 && !hasWarned)
        {
            hasWarned = true;
            var columns = string.Join(", ", unknown.Select(Suggest));
            warn($"{Articles.AddCapitalTo(resource.Title)} doesn't have these fields: {columns}. These columns aren't sent.");
        }
    }

    private string Suggest(string column)
    {
        var inputs = resource.Fields.Select(field => field.Parameter).OfType<string>();
        return NearestName.Find(column, inputs) is { } meant ? $"{column} (did you mean {meant}?)" : column;
    }

    // A row that was an object has fields that can't be sent. They are no mistake.
    private bool IsUnknown(string column) =>
        FindField(column) is null && resource.FindField(column) is null && !resource.IsComputed(column) && !JobColumns.Contains(column);

    // From an object that became a row, secrets aren't sent, and from a deserialized one not what has to be unique.
    private static bool IsOmitted(Field field, object? cell, PSObject source) =>
        (field.IsSecret && IsSecretOfObject(cell, source)) || (field.IsUnique && Row.IsDeserialized(source));

    // In JSON, only the length of a secret remains.
    private static bool IsSecretOfObject(object? cell, PSObject source) =>
        (cell is SecureString && Row.FindFormerClass(source) is not null)
        || (Row.TryRead(cell, out var parts) && parts.Columns.Keys.SequenceEqual(["Length"]));

    private static bool CanBeCleared(Field field) => field is { IsNullable: false, IsList: false, IsSecret: false, Type: FieldType.Text };

    private static object? ConvertCell(Field field, string column, object cell)
    {
        if (cell is string text && TypeName().IsMatch(text))
        {
            var shown = field.IsSecret || text[0] == '@' ? "@{...}" : text;
            throw Refuse(
                $"Column {column} contains the type name '{shown}', because Export-Csv can't write lists, objects and secrets. "
                    + "Select the columns that you need before you export.",
                column);
        }

        try
        {
            return FieldConverter.Convert(field, cell);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw Refuse($"Column {column}: {error.Message}", field.IsSecret ? column : cell);
        }
    }

    private static InputException Refuse(string problem, object target) =>
        new(InputProblem.InvalidValue, $"{problem} The row wasn't sent.", target);

    [GeneratedRegex(@"^(@\{.*\}|(System|Authentik)\.[A-Za-z.]+(`\d.*)?(\[\])?)$")]
    private static partial Regex TypeName();
}
