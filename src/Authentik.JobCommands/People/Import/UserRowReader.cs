using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
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
    private readonly Dictionary<string, UserColumn?> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns of a record that are sent. The first record is checked with it before anything is sent.</summary>
    /// <exception cref="InputException">A column means nothing, is missing, or has the same meaning as another one.</exception>
    public IReadOnlyList<UserColumn> ListColumns(PSObject source)
    {
        var record = InputRecord.Read(source);
        if (map?.ListMissing(record) is { Count: > 0 } missing && !ignoresUnknown)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The input doesn't have these columns of -Map: {string.Join(", ", missing)}. Nothing was sent. Correct -Map, or use "
                    + "-IgnoreUnknownColumn.",
                missing[0]);
        }

        return [.. FindColumns(record).Select(one => one.Column)];
    }

    /// <summary>Reads a record. What is wrong with it is noted in the row.</summary>
    /// <exception cref="RuntimeException">The pipeline was stopped in a script block.</exception>
    public UserRow Read(PSObject source, int number)
    {
        var builder = new UserRowBuilder { Input = RowReader.RemoveSecrets(source, IsSecret) };
        try
        {
            // The username first, so that a row that fails later has its name.
            var record = InputRecord.Read(source);
            foreach (var (column, find) in FindColumns(record).OrderBy(one => one.Column.Name != "username"))
            {
                AddCell(builder, column, find(source));
            }
        }
        catch (InputException problem)
        {
            builder.Problem = problem;
        }

        return builder.Build(number);
    }

    private bool IsSecret(string name) => map is null
        ? FindColumn(name) is { IsSecret: true }
        : map.Names.Any(one => one.Column.IsSecret && string.Equals(one.Source, name, StringComparison.OrdinalIgnoreCase));

    private List<(UserColumn Column, Func<PSObject, object?> Find)> FindColumns(InputRecord record)
    {
        var found = new List<(UserColumn Column, string Source, Func<PSObject, object?> Find)>();
        if (map is null)
        {
            RefuseUnknown(record);
            found.AddRange(record.Names.Select(name => (FindColumn(name), name)).Where(one => one.Item1 is { IsSent: true })
                .Select(one => (one.Item1!, one.name, (Func<PSObject, object?>)(_ => record.Find(one.name)))));
        }
        else
        {
            found.AddRange(map.Names.Select(one => (one.Column, one.Source, (Func<PSObject, object?>)(_ => record.Find(one.Source)))));
            found.AddRange(map.Blocks.Select(one =>
                (one.Column, "a script block", (Func<PSObject, object?>)(source => Compute(one.Block, one.Column, source)))));
        }

        RefuseTwice(found.Select(one => (one.Column, one.Source)));
        return [.. found.Select(one => (one.Column, one.Find))];
    }

    private void RefuseUnknown(InputRecord record)
    {
        var unknown = record.Names.Where(name => FindColumn(name) is null).Select(UserColumn.Suggest).ToList();
        if (unknown.Count > 0 && !ignoresUnknown)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"These columns mean nothing: {string.Join(", ", unknown)}. Nothing was sent of the row. Rename them, use -Map, or use "
                    + $"-IgnoreUnknownColumn to leave them out. Columns are {string.Join(", ", UserColumn.Names)}.",
                unknown[0]);
        }
    }

    private static void RefuseTwice(IEnumerable<(UserColumn Column, string Source)> found)
    {
        foreach (var same in found.GroupBy(one => one.Column.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            throw new InputException(
                InputProblem.Contradiction,
                $"Several columns are {same.Key}: {string.Join(" and ", same.Select(one => one.Source))}. Nothing was sent of the row. "
                    + "Leave out all but one.",
                same.Key);
        }
    }

    private UserColumn? FindColumn(string name)
    {
        if (!known.TryGetValue(name, out var column))
        {
            known[name] = column = UserColumn.Find(name);
        }

        return column;
    }

    private static object? Compute(ScriptBlock block, UserColumn column, PSObject source)
    {
        try
        {
            var output = new ScriptBlockRun(block, source).Run();
            var value = output.Count switch { 0 => null, 1 => Unwrap.Base(output[0]), _ => output.Select(Unwrap.Base).ToArray() };
            return value is "" ? null : value;
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            throw new InputException(
                InputProblem.NotComputed,
                $"The script block for {column.Name} failed. The row wasn't sent. {(column.IsSecret ? null : error.Message)}",
                column.Name,
                error);
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

/// <summary>A row while its cells are read.</summary>
internal sealed class UserRowBuilder
{
    private readonly List<KeyValuePair<Field, object?>> values = [];
    private readonly List<AttributeCell> attributes = [];

    public object? Input { get; init; }

    public InputException? Problem { get; set; }

    public IReadOnlyList<Identity>? Groups { get; set; }

    public IReadOnlyList<Identity>? Roles { get; set; }

    public SecureString? Password { get; set; }

    public void Add(Field field, object? value) => values.Add(new(field, value));

    // A column of its own counts more than the JSON of all.
    public void Add(IEnumerable<AttributeCell> several)
    {
        foreach (var cell in several)
        {
            attributes.RemoveAll(other => other.Path.SequenceEqual(cell.Path));
            attributes.Add(cell);
        }
    }

    /// <summary>Adds what clears a value: a string that can be empty is, and a custom attribute is removed.</summary>
    public void AddEmpty(UserColumn column)
    {
        switch (column.Kind)
        {
            case UserColumnKind.Field:
                Add(column.Field!, column.Field!.Name is "name" or "email" ? string.Empty : null);
                break;
            case UserColumnKind.Attribute:
                Add([new AttributeCell(column.Path, null, IsText: true)]);
                break;
            case UserColumnKind.Groups:
                Groups = [];
                break;
        }
    }

    public UserRow Build(int number) => new(number)
    {
        Values = values,
        Attributes = attributes,
        Groups = Groups,
        Roles = Roles,
        Password = Password,
        Input = Input,
        Problem = Problem,
    };
}
