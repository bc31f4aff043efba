using System.Collections;
using System.Globalization;
using Authentik.Book;

namespace Authentik.Values;

/// <summary>
/// Compares rows with the filters they were asked with. authentik ignores a filter it doesn't know and returns the whole
/// list; such rows must not reach a command that removes.
/// </summary>
internal static class FilterCheck
{
    /// <summary>Refuses a row that a filter of the same name as a field doesn't allow.</summary>
    /// <exception cref="InputException">The server ignored the filter.</exception>
    public static void Verify(Resource resource, IReadOnlyList<KeyValuePair<string, string>> query, IEnumerable<AuthentikObject> rows)
    {
        var checks = query
            .GroupBy(pair => pair.Key)
            .Where(group => resource.TryFindField(group.Key, out var field) && IsComparable(field))
            .Select(group => (Name: group.Key, Allowed: Allowed(resource, group.Key, [.. group.Select(pair => pair.Value.Trim())])))
            .ToArray();
        if (checks.Length == 0)
        {
            return;
        }

        foreach (var row in rows)
        {
            foreach (var (name, _) in checks.Where(check => !Allows(check.Allowed, row, check.Name)))
            {
                throw new InputException(
                    InputProblem.InvalidValue,
                    $"The server ignores the filter '{name}': it returned {Articles.AddTo(resource.Title)} that doesn't match. "
                    + "Nothing was passed on. Omit the filter and use Where-Object.",
                    name);
            }
        }
    }

    // The filters for targets of several kinds take another UUID than the one in the response.
    private static bool IsComparable(Field field) => !field.IsSecret && field.TargetNouns.Count == 0
        && field.AsMinutes.IsNone
        && field.Type is FieldType.Text or FieldType.Duration or FieldType.Enum or FieldType.Boolean or FieldType.Integer
            or FieldType.Uuid or FieldType.Reference;

    // If the response doesn't have the field, or has a value of another type, the row can't be checked and is accepted.
    private static bool Allows(Func<string, bool> allowed, AuthentikObject row, string name) =>
        !row.Has(name) || row.Rest.ContainsKey(name) || Allows(allowed, row.ValueOf(name));

    private static bool Allows(Func<string, bool> allowed, object? stored) => stored switch
    {
        null => false,
        string text => allowed(text),
        IEnumerable many => many.Cast<object>().Any(item => Allows(allowed, item)),
        _ => allowed(Convert.ToString(stored, CultureInfo.InvariantCulture)!),
    };

    private static Func<string, bool> Allowed(Resource resource, string name, string[] wanted)
    {
        var isPart = resource.Filters.Any(filter => filter.Name == name && filter.IsPart);
        return stored => wanted.Any(one => isPart
            ? stored.Contains(one, StringComparison.OrdinalIgnoreCase)
            : stored.Equals(one, StringComparison.OrdinalIgnoreCase));
    }
}
