using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>
/// An object from the pipeline as a record with named columns: a row, or an object of another module, such as a user of Active Directory.
/// Its properties are only read if they are needed, because some of them take long.
/// </summary>
internal sealed class InputRecord
{
    private readonly Row? row;

    private InputRecord(PSObject source, Row? row)
    {
        (Source, this.row) = (source, row);
        Names = row?.Columns.Keys.ToList() ?? [.. source.Properties.Where(one => one.IsGettable).Select(one => one.Name)];
    }

    /// <summary>The object itself.</summary>
    public PSObject Source { get; }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads an object as a record.</summary>
    /// <exception cref="InputException">It has no columns.</exception>
    public static InputRecord Read(PSObject source)
    {
        var row = Row.TryRead(Unwrap.Base(source), out var read) ? read : null;
        if (row is null && source.BaseObject is string or ValueType or Array)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"{Articles.AddCapitalTo(source.BaseObject.GetType().Name)} was piped, which has no columns. Pipe rows, such as those of "
                    + "Import-Csv, or hashtables such as @{ username = 'jdoe' }.",
                source.BaseObject);
        }

        return new InputRecord(source, row);
    }

    /// <summary>True if there is a column of this name, ignoring case.</summary>
    public bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The cell of a column; null if it's empty or not there.</summary>
    /// <exception cref="InputException">The property can't be read.</exception>
    public object? Find(string name)
    {
        try
        {
            var cell = row is null ? Unwrap.Base(Source.Properties[name]?.Value) : row.Columns.GetValueOrDefault(name);
            return cell switch
            {
                string text when string.IsNullOrWhiteSpace(text) => null,

                // The text of a list of ids has the names.
                ReferenceList<Guid> list => list.ToString(),
                _ => cell,
            };
        }
        catch (GetValueException failure)
        {
            throw new InputException(
                InputProblem.InvalidValue, $"Column {name} can't be read. The row wasn't sent. {failure.Message}", name, failure);
        }
    }
}
