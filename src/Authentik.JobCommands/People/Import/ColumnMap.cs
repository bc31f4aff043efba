using System.Collections;
using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>
/// Which columns of the input are which columns of an import: <c>@{ mail = 'email' }</c>, or the other way round with a script block that
/// computes the cells: <c>@{ username = { $_.mail.Split('@')[0] } }</c>.
/// </summary>
internal sealed class ColumnMap
{
    private readonly List<(string Source, string Column)> names = [];
    private readonly List<(ScriptBlock Block, string Column)> blocks = [];

    private ColumnMap()
    {
    }

    /// <summary>The columns of the input, with what they are.</summary>
    public IReadOnlyList<(string Source, string Column)> Names => names;

    /// <summary>What is computed.</summary>
    public IReadOnlyList<(ScriptBlock Block, string Column)> Blocks => blocks;

    /// <summary>Reads what was typed.</summary>
    /// <exception cref="InputException">A column of the import doesn't exist.</exception>
    public static ColumnMap Read(IDictionary typed, ImportColumns columns)
    {
        var map = new ColumnMap();
        foreach (DictionaryEntry entry in typed)
        {
            var key = entry.Key.ToString()!;
            if (Unwrap.Base(entry.Value) is ScriptBlock block)
            {
                map.blocks.Add((block, FindColumn(key, columns)));
                continue;
            }

            foreach (var name in Unwrap.Items(entry.Value ?? string.Empty))
            {
                map.names.Add((key, FindColumn(Unwrap.Base(name)?.ToString() ?? string.Empty, columns)));
            }
        }

        return map;
    }

    /// <summary>Refuses a record without a column that the map names.</summary>
    /// <exception cref="InputException">There is such a column.</exception>
    public void RequireAll(InputRecord record)
    {
        var missing = names.Select(one => one.Source).Where(name => !record.Has(name)).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => NearestName.Suggest(name, record.Names)).ToList();
        if (missing.Count > 0)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The input doesn't have these columns of -Map: {string.Join(", ", missing)}. Nothing was sent. Correct -Map, or use "
                    + "-IgnoreUnknownColumn.",
                missing[0]);
        }
    }

    private static string FindColumn(string name, ImportColumns columns) => columns.Find(name) is { Length: > 0 } column
        ? column
        : throw new InputException(
            InputProblem.InvalidValue,
            $"-Map has {columns.Suggest(name)}, which isn't a column of the import. Nothing was sent. Columns are "
                + $"{string.Join(", ", columns.Names)}.",
            name);
}
