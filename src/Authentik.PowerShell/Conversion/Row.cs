using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>A record with named columns: a custom object, a dictionary, or a row of a data table.</summary>
internal sealed class Row
{
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

    /// <summary>The row that the object is.</summary>
    public static bool TryRead(object? source, [NotNullWhen(true)] out Row? row)
    {
        row = Unwrap.IsRow(source) ? new Row(source!) : null;
        return row is not null;
    }

    /// <summary>True for an object of ours that was serialized and read again, such as what a job returns.</summary>
    public static bool IsDeserialized(PSObject? source) =>
        source?.TypeNames.Any(name => name.StartsWith("Deserialized.Authentik.", StringComparison.Ordinal)) == true;

    /// <summary>The class an object had before it was serialized or some of its properties were selected; null when it had none of ours.</summary>
    public static string? FormerClass(object? source)
    {
        if (source is not PSObject wrapper)
        {
            return null;
        }

        var names = wrapper.TypeNames.Where(name => name.StartsWith("Deserialized.Authentik.", StringComparison.Ordinal) || name.StartsWith("Selected.Authentik.", StringComparison.Ordinal));
        return names.Select(name => name[(name.LastIndexOf('.') + 1)..]).FirstOrDefault();
    }

    /// <summary>The first of those columns that holds something.</summary>
    public bool TryFind(IEnumerable<string> names, [NotNullWhen(true)] out string? column, [NotNullWhen(true)] out object? value)
    {
        column = names.FirstOrDefault(name => columns.TryGetValue(name, out var cell) && !IsEmpty(cell));
        value = column is null ? null : columns[column];
        return column is not null;
    }

    /// <summary>True for a cell without a value.</summary>
    public static bool IsEmpty([NotNullWhen(false)] object? cell) => cell is null or "";

    private static IEnumerable<KeyValuePair<string, object?>> Read(object source) => source switch
    {
        IDictionary map => map.Cast<DictionaryEntry>().Select(entry => Pair(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value)),
        System.Data.DataRowView view => Read(view.Row),
        System.Data.DataRow row => row.Table.Columns.Cast<System.Data.DataColumn>().Select(column => Pair(column.ColumnName, row[column])),
        PSObject custom => custom.Properties.Where(property => property.IsGettable).Select(property => Pair(property.Name, property.Value)),
        _ => [],
    };

    private static KeyValuePair<string, object?> Pair(string name, object? value) => new(name, value);
}
