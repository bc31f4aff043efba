using System.Collections;
using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>
/// Which columns of the input are which columns of the import: <c>@{ mail = 'email' }</c>, or the other way round with a script block that
/// computes the cells: <c>@{ username = { $_.mail.Split('@')[0] } }</c>.
/// </summary>
internal sealed class ColumnMap
{
    private readonly List<(string Source, UserColumn Column)> names = [];
    private readonly List<(ScriptBlock Block, UserColumn Column)> blocks = [];

    private ColumnMap()
    {
    }

    /// <summary>Reads what was typed.</summary>
    /// <exception cref="InputException">A column of the import doesn't exist.</exception>
    public static ColumnMap Read(IDictionary typed)
    {
        var map = new ColumnMap();
        foreach (DictionaryEntry entry in typed)
        {
            var key = entry.Key.ToString()!;
            if (Unwrap.Base(entry.Value) is ScriptBlock block)
            {
                map.blocks.Add((block, FindColumn(key)));
                continue;
            }

            foreach (var name in Unwrap.Items(entry.Value ?? string.Empty))
            {
                map.names.Add((key, FindColumn(Unwrap.Base(name)?.ToString() ?? string.Empty)));
            }
        }

        return map;
    }

    /// <summary>The columns of the input, with what they are.</summary>
    public IReadOnlyList<(string Source, UserColumn Column)> Names => names;

    /// <summary>What is computed.</summary>
    public IReadOnlyList<(ScriptBlock Block, UserColumn Column)> Blocks => blocks;

    /// <summary>The columns that the input doesn't have, with the names that were probably meant.</summary>
    public IReadOnlyList<string> ListMissing(InputRecord record) =>
    [
        .. names.Select(one => one.Source).Where(name => !record.Has(name)).Distinct(StringComparer.OrdinalIgnoreCase).Select(name =>
            NearestName.Find(name, record.Names) is { } meant ? $"{name} (did you mean {meant}?)" : name),
    ];

    private static UserColumn FindColumn(string name) => UserColumn.Find(name) is { IsSent: true } column ? column : throw new InputException(
        InputProblem.InvalidValue,
        $"-Map has {UserColumn.Suggest(name)}, which isn't a column of the import. Nothing was sent. Use one of these: "
            + $"{string.Join(", ", UserColumn.Names)}.",
        name);
}
