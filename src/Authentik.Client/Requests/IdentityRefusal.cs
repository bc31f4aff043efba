using Authentik.Book;

namespace Authentik.Requests;

/// <summary>What is said of a name or an id that is nobody's, or not that of one object alone.</summary>
internal static class IdentityRefusal
{
    /// <summary>Nothing has the name, or the id.</summary>
    public static InputException NotFound(Identity identity, Session session)
    {
        var resource = identity.Resource;
        var by = identity.IsId || resource.Names.Count == 0 ? "id" : string.Join(" or ", resource.Names.Where(name => name != "managed").Select(name => name.Replace('_', ' ')));
        var lists = resource.Operations.HasFlag(Operations.Get) ? $" Get-Authentik{resource.Noun} lists them." : string.Empty;
        return new InputException(
            InputProblem.NotFound,
            $"{session.Uri} has no {resource.Title} with the {by} '{identity}', or this user may not see it. Upper and lower case differ.{Hint(identity)}{lists}",
            identity.ToString());
    }

    /// <summary>Nothing of any of the kinds has the name.</summary>
    public static InputException NotFound(string name, IEnumerable<Resource> kinds, Session session) => new(
        InputProblem.NotFound,
        $"{session.Uri} has none of these with the name '{name}', or this user may not see it: {string.Join(", ", kinds.Select(resource => resource.Title))}. Upper and lower case differ.",
        name);

    /// <summary>Several objects of different kinds have the name.</summary>
    public static InputException Ambiguous(string name, IReadOnlyList<AuthentikObject> found) => new(
        InputProblem.Ambiguous,
        $"'{name}' is the name of {string.Join(" and of ", found.Select(one => Words.A(one.Resource!.Title)))}. Give the object itself, such as (Get-Authentik{found[0].Resource!.Noun} '{name}').",
        name);

    /// <summary>Several objects have the name.</summary>
    public static InputException Ambiguous(Identity identity, string name, IReadOnlyList<AuthentikObject> found)
    {
        var resource = identity.Resource;
        var candidates = found.Select(one => $"{resource.Names.Select(one.ValueOf).FirstOrDefault(value => value is not null) ?? one.Resource?.Title} ({resource.Key} {one.ValueOf(resource.Key)})");
        return new InputException(
            InputProblem.Ambiguous,
            $"{found.Count} objects have the {name.Replace('_', ' ')} '{identity}': {string.Join(", ", candidates)}. Name the one you mean by its {resource.Key}.",
            identity.ToString());
    }

    /// <summary>The object with the id has another name than the row says.</summary>
    public static InputException Contradiction(Identity identity, string name, Session session) => new(
        InputProblem.Contradiction,
        $"On {session.Uri} the {identity.Resource.Title} {identity} is '{name}', but the row says '{identity.ClaimedName}'. It may come from another server, or the name has changed. Nothing was done; leave out the column that is wrong.",
        identity.ClaimedName);

    private static string Hint(Identity identity) => (identity.IsId, identity.Value) switch
    {
        (true, long) when identity.Resource.Names.Count > 0 => " A number is an id; put it in quotes when it is a name.",
        (false, string text) when identity.Resource.IdKind == FieldKind.Integer && text.All(char.IsAsciiDigit) => " A number in quotes, or in a file, is a name; an id is a number: 7, or [int] $_.Column in a script.",
        _ => string.Empty,
    };
}
