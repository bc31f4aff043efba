using Authentik.Book;

namespace Authentik.Naming;

/// <summary>The errors for a name or an id that nothing has, or not one object alone.</summary>
internal static class NameErrors
{
    private const string NoPermission = "or you don't have permission to view it";

    /// <summary>Nothing has the name, or the id.</summary>
    /// <param name="identity">What was specified.</param>
    /// <param name="session">Where it was looked up.</param>
    /// <param name="suggestion">What was probably meant, as a sentence; null if unknown.</param>
    public static InputException NotFound(Identity identity, Session session, string? suggestion)
    {
        var resource = identity.Resource;
        var canList = resource.Operations.HasFlag(Operations.Get);
        return new InputException(
            InputProblem.NotFound,
            $"{Capitalize(resource.Title)} with the {DescribeKey(identity)} '{identity}' was not found on {session.Uri}, {NoPermission}."
            + $"{(IsName(identity) ? " Names are case-sensitive." : string.Empty)}{Hint(identity)}{HintAtWildcards(identity, canList)}"
            + (suggestion is null ? string.Empty : $" {suggestion}")
            + (canList ? $" To list them, use Get-Authentik{resource.Noun}." : " Check it on the server."),
            identity.ToString());
    }

    /// <summary>Nothing of any of the kinds has the name.</summary>
    public static InputException NotFound(string name, IReadOnlyCollection<Resource> kinds, Session session) => new(
        InputProblem.NotFound,
        kinds.Count == 0
            ? $"'{name}' was not found, because authentik {session.ServerVersion} has no such objects. Use another server."
            : $"'{name}' was not found on {session.Uri}, {NoPermission}. Names are case-sensitive. "
                + $"Specify an object of one of these kinds: {string.Join(", ", kinds.Select(resource => resource.Title))}.",
        name);

    /// <summary>Several objects of different kinds have the name.</summary>
    public static InputException Ambiguous(string name, IReadOnlyList<AuthentikObject> found) => new(
        InputProblem.Ambiguous,
        $"'{name}' is the name of {string.Join(" and of ", found.Select(one => Articles.AddTo(one.Resource!.Title)))}. "
        + $"Specify the object itself, such as (Get-Authentik{found[0].Resource!.Noun} '{name}').",
        name);

    /// <summary>Several objects have the name.</summary>
    public static InputException Ambiguous(Identity identity, string name, IReadOnlyList<AuthentikObject> found)
    {
        var resource = identity.Resource;
        var candidates = found.Select(one => $"{NameOf(one) ?? one.Resource?.Title} ({resource.Key} {one.ValueOf(resource.Key)})");
        return new InputException(
            InputProblem.Ambiguous,
            $"{found.Count} objects have the {ToWords(name)} '{identity}': {string.Join(", ", candidates)}. "
            + $"Specify the one you mean by its {resource.Key}.",
            identity.ToString());

        object? NameOf(AuthentikObject one) => resource.Names.Select(one.ValueOf).FirstOrDefault(value => value is not null);
    }

    /// <summary>The object with the id has another name than the row says.</summary>
    public static InputException Contradiction(Identity identity, string name, Session session) => new(
        InputProblem.Contradiction,
        $"On {session.Uri}, the {identity.Resource.Title} {identity} is '{name}', but the row says '{identity.Claim}'. "
        + "Nothing was done, because the row may come from another server or the name has changed. Omit the column that is wrong.",
        identity.Claim);

    /// <summary>The object has no UUID by which others could refer to it.</summary>
    public static InputException WithoutTargetId(AuthentikObject found) => new(
        InputProblem.InvalidValue,
        $"{Articles.AddCapitalTo(found.DescribeKind())} can't be referred to, because it has no UUID. Specify an object of another kind.",
        found);

    /// <summary>The object is of none of the kinds.</summary>
    public static InputException WrongKind(AuthentikObject found, IEnumerable<Resource> kinds) => new(
        InputProblem.InvalidValue,
        $"{Articles.AddCapitalTo(found.DescribeKind())} was specified. "
        + $"Specify {string.Join(" or ", kinds.Select(resource => Articles.AddTo(resource.Title)))}.",
        found);

    private static bool IsName(Identity identity) => !identity.IsId && identity.Resource.Names.Count > 0;

    private static string DescribeKey(Identity identity) =>
        IsName(identity) ? string.Join(" or ", identity.Resource.NaturalNames.Select(ToWords)) : "id";

    private static string Hint(Identity identity) => (identity.IsId, identity.Value) switch
    {
        (true, long) when identity.Resource.Names.Count > 0 => " A number is an id. If it is a name, put it in quotes.",
        (false, string text) when identity.Resource.IdType == FieldType.Integer && text.All(char.IsAsciiDigit) =>
            " A number in quotes, or in a file, is a name. If it is an id, use a number: 7, or [int] $_.Column in a script.",
        _ => string.Empty,
    };

    private static string HintAtWildcards(Identity identity, bool canList) => canList && identity.ToString().AsSpan().ContainsAny('*', '?')
        ? $" Wildcards have no meaning here: pipe Get-Authentik{identity.Resource.Noun} '{identity}'."
        : string.Empty;

    private static string ToWords(string field) => field.Replace('_', ' ');

    private static string Capitalize(string title) => char.ToUpperInvariant(title[0]) + title[1..];
}
