using System.Collections;
using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Management.Automation;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>A record with named columns: a custom object, a dictionary, or a row of a data table.</summary>
internal sealed class Row
{
    private const string Deserialized = "Deserialized.Authentik.";
    private const string Selected = "Selected.Authentik.";
    private readonly Dictionary<string, object?> columns = new(StringComparer.OrdinalIgnoreCase);

    private Row(object source)
    {
        foreach (var (name, value) in Read(source))
        {
            columns[name] = Unwrap.Base(value) is DBNull ? null : Unwrap.Base(value);
        }
    }

    /// <summary>The columns by name, ignoring case.</summary>
    public IReadOnlyDictionary<string, object?> Columns => columns;

    /// <summary>Reads an object as a row; false if it isn't one.</summary>
    public static bool TryRead(object? source, [NotNullWhen(true)] out Row? row)
    {
        row = Unwrap.IsRow(source) ? new Row(source!) : null;
        return row is not null;
    }

    /// <summary>True for an object of this module that was serialized and read again, such as one that a job returns.</summary>
    public static bool IsDeserialized(PSObject? source) =>
        source?.TypeNames.Any(name => name.StartsWith(Deserialized, StringComparison.Ordinal)) == true;

    /// <summary>Finds the class of an object before it was serialized, or its properties selected; null for others.</summary>
    public static string? FindFormerClass(object? source) => (source as PSObject)?.TypeNames
        .Where(name => name.StartsWith(Deserialized, StringComparison.Ordinal) || name.StartsWith(Selected, StringComparison.Ordinal))
        .Select(name => name[(name.LastIndexOf('.') + 1)..])
        .FirstOrDefault();

    /// <summary>Finds the first of these columns that has a value.</summary>
    public bool TryFind(IEnumerable<string> names, [NotNullWhen(true)] out object? value)
    {
        value = names.Select(name => columns.GetValueOrDefault(name)).FirstOrDefault(cell => !IsEmpty(cell));
        return value is not null;
    }

    /// <summary>True if there is a column for each field that an object of the resource can have.</summary>
    public bool IsWhole(Resource resource) => resource.Fields.All(field => field.IsWriteOnly || columns.ContainsKey(field.Property));

    /// <summary>True for a cell without a value.</summary>
    public static bool IsEmpty([NotNullWhen(false)] object? cell) => cell is null or "";

    private static IEnumerable<KeyValuePair<string, object?>> Read(object source) => source switch
    {
        IDictionary map => map.Cast<DictionaryEntry>().Select(entry => Pair(TextOf(entry.Key), entry.Value)),
        DataRowView view => Read(view.Row),
        DataRow row => row.Table.Columns.Cast<DataColumn>().Select(column => Pair(column.ColumnName, row[column])),
        PSObject custom => custom.Properties
            .Where(property => property.IsGettable)
            .Select(property => Pair(property.Name, property.Value)),
        _ => [],
    };

    private static string TextOf(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;

    private static KeyValuePair<string, object?> Pair(string name, object? value) => new(name, value);
}
