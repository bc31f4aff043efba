using System.Management.Automation;
using System.Security;
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
internal sealed class RowReader(
    Resource resource, Func<Field, bool> isTyped, Func<string, bool> isRead, bool emptyAsNull, Action<string> warn)
{
    private const string NewNamePrefix = "new_";

    // PowerShell adds these to an object that a job returns.
    private static readonly HashSet<string> JobColumns =
        new(StringComparer.OrdinalIgnoreCase) { "PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId" };

    private readonly CellConverter cells = new(resource);
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
            if (naming.Contains(column) || FindField(column) is not { } found)
            {
                continue;
            }

            var field = ChooseField(found, column, row);
            if (isTyped(field) || IsOmitted(field, cell, source))
            {
                continue;
            }

            if (!Row.IsEmpty(cell))
            {
                values.SetColumn(field, cells.Convert(field, column, cell, row));
            }
            else if (emptyAsNull)
            {
                values.SetColumn(field, MakeEmpty(field));
            }
        }

        values.IsOfObject = IsOfObject(row);
        values.Proof = FindProof(row);
    }

    // Only an object that was read has a column that can't be sent, beside those by which people name an object, or a column for
    // each of its fields.
    private bool IsOfObject(Row row) =>
        row.Columns.Keys.Any(column =>
            resource.FindField(column) is { Parameter: null } readOnly
            && readOnly.Name != resource.Id
            && readOnly.Name != resource.Key
            && !resource.Names.Contains(readOnly.Name))
        || row.IsWhole(resource);

    // Numbers are given anew on each server, UUIDs aren't.
    private (Field Field, string Value)? FindProof(Row row) =>
        resource.IdType == FieldType.Integer
        && resource.Fields.FirstOrDefault(field => field is { Name: "uuid", Parameter: null, Type: FieldType.Uuid }) is { } uuid
        && row.TryFind([uuid.Property, uuid.Name], out var value)
            ? (uuid, value.ToString()!)
            : null;

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

    // The parameter of a field can be the property of another one. A row that was a whole object has a column for each.
    private Field ChooseField(Field field, string column, Row row) =>
        !field.IsNamed(column) && row.Columns.ContainsKey(field.Property) && resource.FindField(column) is { Parameter: not null } named
            ? named
            : field;

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
        return NearestName.Suggest(column, inputs);
    }

    // A row that was an object has fields that can't be sent. They are no mistake.
    private bool IsUnknown(string column) =>
        FindField(column) is null && !IsProperty(resource, column) && !resource.IsComputed(column)
            && !JobColumns.Contains(column);

    // A class also has those properties of its family that its objects never have a value for.
    private static bool IsProperty(Resource resource, string column) => resource.FindField(column) is not null
        || (Resources.Book.TryFind(resource.Family ?? string.Empty, out var family) && IsProperty(family, column));

    // From an object that became a row, secrets aren't sent, and from a deserialized one not what has to be unique.
    private static bool IsOmitted(Field field, object? cell, PSObject source) =>
        (field.IsSecret && IsSecretOfObject(cell, source)) || (field.IsUnique && Row.IsDeserialized(source));

    // In JSON, only the length of a secret remains, and in a CSV file its type.
    private static bool IsSecretOfObject(object? cell, PSObject source) =>
        CellConverter.IsExportedSecret(cell)
        || (cell is SecureString && Row.FindFormerClass(source) is not null)
        || (Row.TryRead(cell, out var parts) && parts.Columns.Keys.SequenceEqual(["Length"]));

    private static object? MakeEmpty(Field field) => field switch
    {
        { IsNullable: true } => null,
        { IsList: true } => Array.Empty<object>(),
        { IsSecret: false, Type: FieldType.Text } => string.Empty,
        _ => null,
    };
}
