using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>A column of a record that an import reads.</summary>
/// <param name="Column">Its name in the import.</param>
/// <param name="Source">Its name in the record, or how it's computed.</param>
/// <param name="IsMapped">True if the record may have it under another name.</param>
/// <param name="Find">Reads the cell; null if it's empty.</param>
internal sealed record ImportCell(string Column, string Source, bool IsMapped, Func<object?> Find)
{
    /// <summary>Its name in the row of a result, which can be imported again without a map.</summary>
    public string Name => IsMapped ? Column : Source;

    /// <summary>Adds the cell to the row of a result.</summary>
    public void CopyTo(PSObject row, object? value)
    {
        if (row.Properties[Name] is null)
        {
            row.Properties.Add(new PSNoteProperty(Name, value));
        }
    }
}

/// <summary>The columns that an import has, and how the records of its input have them.</summary>
/// <param name="names">Their names, for messages.</param>
/// <param name="find">The name of the column that another name means; empty if it's left out, null if it means nothing.</param>
internal sealed class ImportColumns(IReadOnlyList<string> names, Func<string, string?> find)
{
    private readonly ColumnHints hints = new(names);
    private readonly Dictionary<string, string?> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all columns.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The name of the column that another name means; empty if it's left out, null if it means nothing.</summary>
    public string? Find(string name)
    {
        if (!known.TryGetValue(name, out var column))
        {
            known[name] = column = find(name);
        }

        return column;
    }

    /// <summary>A name that means nothing, with the name that was probably meant.</summary>
    public string Suggest(string name) => hints.Suggest(name);

    /// <summary>The columns of the first record, which is checked before anything is sent.</summary>
    /// <param name="record">The record.</param>
    /// <param name="map">What the columns are; null if they have the names of the import.</param>
    /// <param name="ignoresUnknown">True if columns that mean nothing are left out.</param>
    /// <exception cref="InputException">A column means nothing, is missing, or means the same as another one.</exception>
    public IReadOnlyList<ImportCell> ListFirst(InputRecord record, ColumnMap? map, bool ignoresUnknown)
    {
        ColumnHints.RequireSplit(record, map);
        if (!ignoresUnknown)
        {
            map?.RequireAll(record);
        }

        var cells = List(record, map);
        Require(record, cells, map, ignoresUnknown);
        return cells;
    }

    /// <summary>The columns of a record that the import reads.</summary>
    /// <param name="record">The record.</param>
    /// <param name="map">What the columns are; null if they have the names of the import.</param>
    public IReadOnlyList<ImportCell> List(InputRecord record, ColumnMap? map) => map is null
        ?
        [
            .. from name in record.Names
               let column = Find(name)
               where !string.IsNullOrEmpty(column)
               select new ImportCell(column, name, IsMapped: false, () => record.Find(name)),
        ]
        :
        [
            .. map.Names.Select(one => new ImportCell(one.Column, one.Source, IsMapped: true, () => record.Find(one.Source))),
            .. map.Blocks.Select(one =>
                new ImportCell(one.Column, "a script block", IsMapped: true, () => Compute(one.Block, one.Column, record))),
        ];

    /// <summary>Refuses a record whose columns can't be read.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cells">What the import reads of it.</param>
    /// <param name="map">What the columns are; null if they have the names of the import.</param>
    /// <param name="ignoresUnknown">True if columns that mean nothing are left out.</param>
    /// <exception cref="InputException">A column means nothing, or the same as another one.</exception>
    public void Require(InputRecord record, IReadOnlyList<ImportCell> cells, ColumnMap? map, bool ignoresUnknown)
    {
        if (map is null && !ignoresUnknown)
        {
            RequireKnown(record);
        }

        foreach (var same in cells.GroupBy(one => one.Column, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            throw new InputException(
                InputProblem.Contradiction,
                $"Several columns are {same.Key}: {string.Join(" and ", same.Select(one => one.Source))}. The row wasn't sent. Leave out "
                    + "all but one.",
                same.Key);
        }
    }

    private void RequireKnown(InputRecord record)
    {
        var unknown = record.Names.Where(name => Find(name) is null).ToList();
        if (unknown.Count > 0)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The import doesn't have these columns: {string.Join(", ", unknown.Select(Suggest))}. The row wasn't sent. "
                    + $"{hints.AdviseAttribute(unknown)}Rename them, use -Map, or use -IgnoreUnknownColumn to leave them out; columns are "
                    + $"{string.Join(", ", names)}.",
                unknown[0]);
        }
    }

    // What a script says about its failure can contain the secret that it works with.
    private static object? Compute(ScriptBlock block, string column, InputRecord record)
    {
        try
        {
            var output = new ScriptBlockRun(block, record.Source).Run();
            var value = output.Count switch { 0 => null, 1 => Unwrap.Base(output[0]), _ => output.Select(Unwrap.Base).ToArray() };
            return value is "" ? null : value;
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            var isSecret = Redactor.IsSecretName(column);
            throw new InputException(
                InputProblem.NotComputed,
                $"The script block for {column} failed. The row wasn't sent.{(isSecret ? null : $" {error.Message}")}",
                column,
                isSecret ? null : error);
        }
    }
}
