using Authentik.Generator.Names;

namespace Authentik.Generator.Book.Linking;

/// <summary>Resources, nested objects and sets of values share their names, because a type is told by its name alone.</summary>
internal static class NameCheck
{
    /// <summary>Refuses names that exist twice, that the client uses, or that aren't valid class names.</summary>
    public static void Check(BookEntry book, Refusals refusals)
    {
        var seen = new Dictionary<string, Place>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, place) in Names(book))
        {
            if (!seen.TryAdd(name, place))
            {
                refusals.Add(RefusalCode.NameTwice, place, $"'{name}' is already used at {seen[name]}. Choose another name.");
            }
            else if (ReservedNames.IsTakenByClient(name))
            {
                refusals.Add(RefusalCode.NameTwice, place, $"The client already uses the name '{name}'. Choose another name.");
            }
            else if (!char.IsAsciiLetterUpper(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
            {
                refusals.Add(RefusalCode.WrongForm, place, $"'{name}' isn't a name in Pascal case, such as RedirectUri.");
            }
        }
    }

    private static IEnumerable<(string Name, Place Place)> Names(BookEntry book) =>
        book.Resources.Select(resource => (resource.Noun, resource.Place))
            .Concat(book.Shapes.Select(shape => (shape.Name, shape.Place)))
            .Concat(book.Enums.Select(values => (values.Name, values.Place)));
}
