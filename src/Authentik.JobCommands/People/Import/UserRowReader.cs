using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Jobs;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Reads the rows of an import of users: which columns they have, and what is in the cells.</summary>
/// <param name="map">What the columns are; null if they have the names of the import.</param>
/// <param name="ignoresUnknown">True if columns that mean nothing are left out.</param>
/// <param name="emptyAsNull">True if empty cells clear the values.</param>
internal sealed class UserRowReader(ColumnMap? map, bool ignoresUnknown, bool emptyAsNull)
{
    private static readonly Row NoRow = Row.TryRead(new Hashtable(), out var empty) ? empty : throw new InvalidOperationException();

    private readonly CellConverter cells = new(Resources.User);

    /// <summary>The columns of an import of users.</summary>
    public static ImportColumns Columns { get; } = new(
        UserColumn.Names, static name => UserColumn.Find(name) is not { } column ? null : column.IsSent ? column.Name : string.Empty);

    /// <summary>The columns of a record that are sent. The first record is checked with it before anything is sent.</summary>
    /// <exception cref="InputException">A column means nothing, is missing, or has the same meaning as another one.</exception>
    public IReadOnlyList<UserColumn> ListColumns(PSObject source) =>
        [.. Columns.ListFirst(InputRecord.Read(source), map, ignoresUnknown).Select(one => UserColumn.Find(one.Column)!)];

    /// <summary>Reads a record. What is wrong with it is noted in the row.</summary>
    public UserRow Read(PSObject source, int number)
    {
        var builder = new UserRowBuilder();
        try
        {
            var record = InputRecord.Read(source);
            var cells = Columns.List(record, map);
            builder.Attempt(() => Columns.Require(record, cells, map, ignoresUnknown));

            // The username first, so that a row that fails later has its name.
            foreach (var cell in cells.OrderBy(one => one.Column != "username"))
            {
                builder.Attempt(() => AddCell(builder, cell));
            }
        }
        catch (InputException problem)
        {
            builder.Problem = problem;
        }

        return builder.Build(number);
    }

    private void AddCell(UserRowBuilder row, ImportCell cell)
    {
        var (column, value) = (UserColumn.Find(cell.Column)!, cell.Find());
        try
        {
            AddCell(row, column, value);
        }
        finally
        {
            row.Keep(cell, column, value);
        }
    }

    private void AddCell(UserRowBuilder row, UserColumn column, object? cell)
    {
        // Other modules have lists for single values.
        var value = column.Kind == UserColumnKind.Field && cell is not (null or string or IDictionary) && cell is IEnumerable
            ? Unwrap.Items(cell).ToList() is [var only] ? only : cell
            : cell;
        if (value is null or ICollection { Count: 0 })
        {
            if (emptyAsNull)
            {
                row.AddEmpty(column);
            }

            return;
        }

        switch (column.Kind)
        {
            case UserColumnKind.Field:
                row.Add(column.Field!, Trim(cells.Convert(column.Field!, column.Name, value, NoRow)));
                break;
            case UserColumnKind.Groups:
                row.Groups = ReadNames(column, value);
                break;
            case UserColumnKind.Roles:
                row.Roles = ReadNames(column, value);
                break;
            case UserColumnKind.Attributes:
                row.Add(AttributeCell.Flatten(ReadJson(column, value) as JsonObject ?? throw Refuse(column, "isn't a JSON object")));
                break;
            case UserColumnKind.Attribute:
                row.Add(ReadAttribute(column, value));
                break;
            case UserColumnKind.Password:
                row.Password = ReadPassword(value);
                break;
        }
    }

    private IReadOnlyList<Identity> ReadNames(UserColumn column, object cell) =>
        [.. ((IEnumerable)cells.Convert(column.Field!, column.Name, cell, NoRow)!).Cast<Identity>()];

    private static object? Trim(object? value) => value is string text ? text.Trim() : value;

    private static IEnumerable<AttributeCell> ReadAttribute(UserColumn column, object cell)
    {
        if (cell is string text && !LooksLikeJson(text))
        {
            return [new AttributeCell(column.Path, JsonWriting.Write(text, column.Name), IsText: true)];
        }

        return ReadJson(column, cell) is JsonObject { Count: > 0 } map
            ? AttributeCell.Flatten(map, [.. column.Path])
            : [new AttributeCell(column.Path, ReadJson(column, cell), IsText: false)];
    }

    private static bool LooksLikeJson(string text)
    {
        try
        {
            using var json = text.TrimStart() is ['[' or '{', ..] ? JsonDocument.Parse(text) : null;
            return json is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonNode? ReadJson(UserColumn column, object cell)
    {
        try
        {
            return JsonWriting.Write(JsonConverter.Convert(column.Name, cell), column.Name);
        }
        catch (ArgumentException problem)
        {
            throw new InputException(
                InputProblem.InvalidValue, $"Column {column.Name}: {problem.Message} The row wasn't sent.", column.Name, problem);
        }
    }

    private static SecureString ReadPassword(object cell) => cell switch
    {
        SecureString { Length: > 0 } secret => secret,
        PSCredential credential => credential.Password,
        string text when CellConverter.IsExportedSecret(text) => throw Refuse(
            Password, "contains the name of a type, which is all that Export-Csv writes of a SecureString"),
        string { Length: <= SecretText.MostLength } text => SecretText.Protect(text),
        _ => throw Refuse(Password, "is neither a string nor a SecureString"),
    };

    private static UserColumn Password => UserColumn.Find("password")!;

    private static InputException Refuse(UserColumn column, string why) =>
        new(InputProblem.InvalidValue, $"Column {column.Name} {why}. The row wasn't sent.", column.Name);
}
