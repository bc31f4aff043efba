namespace Authentik.Commands;

/// <summary>What was probably meant by columns that mean nothing to an import.</summary>
/// <param name="names">The names of its columns.</param>
internal sealed class ColumnHints(IReadOnlyList<string> names)
{
    private const string KeyPart = "<key>";
    private const string PasswordColumn = "password";

    // Too short, or in another language, to be near the name of the column.
    private static readonly string[] PasswordNames = ["pwd", "pw", "pass", "passwd", "kennwort"];

    private static readonly (char Character, string Typed)[] Delimiters = [(';', "';'"), ('\t', "\"`t\""), (',', "','"), ('|', "'|'")];

    // attributes. of attributes.<key>.
    private readonly string? prefix = names.FirstOrDefault(name => name.EndsWith(KeyPart, StringComparison.Ordinal))?[..^KeyPart.Length];

    private IEnumerable<string> PlainNames => names.Where(name => !name.EndsWith(KeyPart, StringComparison.Ordinal));

    /// <summary>A name that means nothing, with the name that was probably meant.</summary>
    public string Suggest(string name) => Find(name) is { } meant ? $"{name} (did you mean {meant}?)" : name;

    /// <summary>A sentence about custom attributes, with a space after it, for the first column that could be one; or empty.</summary>
    public string AdviseAttribute(IEnumerable<string> unknown) =>
        prefix is not null && unknown.FirstOrDefault(name => Find(name) is null && !Redactor.IsSecretName(name)) is { } name
            ? $"For a custom attribute, use a column such as {prefix}{name}. "
            : string.Empty;

    /// <summary>Refuses a record of a single column whose name contains the delimiter of several.</summary>
    /// <remarks>The name isn't shown: in a file without a header, it's the first row.</remarks>
    /// <exception cref="InputException">It's such a record.</exception>
    public static void RequireSplit(InputRecord record, ColumnMap? map)
    {
        if (record.Names is not [var only] || map?.Names.Any(one => one.Source == only) == true)
        {
            return;
        }

        foreach (var (character, typed) in Delimiters.Where(one => only.Contains(one.Character, StringComparison.Ordinal)).Take(1))
        {
            var title = character == '\t' ? "tabs" : $"'{character}'";
            throw new InputException(
                InputProblem.InvalidValue,
                $"The input has a single column, whose name contains {title}, so it was probably read with another delimiter. Nothing was "
                    + $"sent. Use Import-Csv -Delimiter {typed}.",
                "-Delimiter");
        }
    }

    private string? Find(string name)
    {
        var isPassword = PasswordNames.Contains(name, StringComparer.OrdinalIgnoreCase) && names.Contains(PasswordColumn);
        return isPassword ? PasswordColumn : FindAttribute(name) ?? NearestName.Find(name, PlainNames);
    }

    private string? FindAttribute(string name) =>
        prefix is not null && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && NearestName.Find(name[..dot], [prefix[..^1]]) is not null
            ? $"{prefix}{name[(dot + 1)..]}"
            : null;
}
