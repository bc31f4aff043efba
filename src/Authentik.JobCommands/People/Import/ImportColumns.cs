using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>The columns that an import has, and how the records of its input have them.</summary>
/// <param name="names">Their names, for messages.</param>
/// <param name="find">The name of the column that another name means; empty if it's left out, null if it means nothing.</param>
internal sealed class ImportColumns(IReadOnlyList<string> names, Func<string, string?> find)
{
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
    public string Suggest(string name) =>
        NearestName.Suggest(name, names.Where(one => !one.EndsWith('>')));

    /// <summary>The columns of a record, and how their cells are found.</summary>
    /// <param name="record">The record.</param>
    /// <param name="map">What the columns are; null if they have the names of the import.</param>
    /// <param name="ignoresUnknown">True if columns that mean nothing are left out.</param>
    /// <exception cref="InputException">A column means nothing, or the same as another one.</exception>
    public IReadOnlyList<(string Column, Func<object?> Find)> List(InputRecord record, ColumnMap? map, bool ignoresUnknown)
    {
        var found = map is null ? ListNamed(record, ignoresUnknown) : ListMapped(record, map);
        foreach (var same in found.GroupBy(one => one.Column, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            throw new InputException(
                InputProblem.Contradiction,
                $"Several columns are {same.Key}: {string.Join(" and ", same.Select(one => one.Source))}. The row wasn't sent. Leave out "
                    + "all but one.",
                same.Key);
        }

        return [.. found.Select(one => (one.Column, one.Find))];
    }

    private List<(string Column, string Source, Func<object?> Find)> ListNamed(InputRecord record, bool ignoresUnknown)
    {
        var unknown = record.Names.Where(name => Find(name) is null).Select(Suggest).ToList();
        if (unknown.Count > 0 && !ignoresUnknown)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The import doesn't have these columns: {string.Join(", ", unknown)}. The row wasn't sent. Rename them, use -Map, or use "
                    + $"-IgnoreUnknownColumn to leave them out; columns are {string.Join(", ", names)}.",
                unknown[0]);
        }

        return
        [
            .. from name in record.Names
               let column = Find(name)
               where !string.IsNullOrEmpty(column)
               select (column, name, (Func<object?>)(() => record.Find(name))),
        ];
    }

    private static List<(string Column, string Source, Func<object?> Find)> ListMapped(InputRecord record, ColumnMap map) =>
    [
        .. map.Names.Select(one => (one.Column, one.Source, (Func<object?>)(() => record.Find(one.Source)))),
        .. map.Blocks.Select(one => (one.Column, "a script block", (Func<object?>)(() => Compute(one.Block, one.Column, record)))),
    ];

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
