using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Jobs;

/// <summary>What finds the user of a row: the username, the e-mail address, or a custom attribute. All compare with case.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Path">The keys of the custom attribute; none for a field.</param>
internal sealed record UserMatch(string Name, IReadOnlyList<string> Path)
{
    /// <summary>By username.</summary>
    public static UserMatch Username { get; } = new("username", []);

    /// <summary>True for the username, which only one user can have.</summary>
    public bool IsUsername => Name == Username.Name;

    /// <summary>What it is, in a sentence.</summary>
    public string Title => Name == "email" ? "e-mail address" : Name;

    /// <summary>Reads what was typed.</summary>
    /// <exception cref="InputException">Users can't be matched by it.</exception>
    public static UserMatch Read(string typed) => UserColumn.Find(typed.Trim()) switch
    {
        { Kind: UserColumnKind.Field, Name: "username" or "email" } column => new UserMatch(column.Name, []),
        { Kind: UserColumnKind.Attribute } column => new UserMatch(column.Name, column.Path),
        _ => throw new InputException(
            InputProblem.InvalidValue,
            $"Users can't be matched by '{typed}'. Use username, email, or a custom attribute such as attributes.employeeId.",
            typed),
    };

    /// <summary>The value of a row; null if it has none.</summary>
    public string? FindKey(UserRow row) => Path.Count == 0
        ? row.Find(Name)
        : ReadText(row.Attributes.FirstOrDefault(cell => cell.Path.SequenceEqual(Path))?.Value);

    /// <summary>
    /// The filters that find the users. In a file, numbers are text, so a value of digits alone can be stored as a number, too.
    /// </summary>
    public IEnumerable<Dictionary<string, object?>> ListFilters(string key)
    {
        if (Path.Count == 0)
        {
            yield return new() { [Name] = key };
            yield break;
        }

        var path = string.Join("__", Path);
        yield return new() { ["attributes"] = new Dictionary<string, object?> { [path] = key } };
        if (long.TryParse(key, out var number) && $"{number}" == key)
        {
            yield return new() { ["attributes"] = new Dictionary<string, object?> { [path] = number } };
        }
    }

    /// <summary>The text of a custom attribute; null if it's none that users can be matched by.</summary>
    public static string? ReadText(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>().Trim() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => null,
    };
}
