using Authentik.Book;
using Authentik.Http;

namespace Authentik;

/// <summary>The kinds of a family that a list is narrowed to. authentik has no filter for them, so they are compared here.</summary>
internal sealed class FamilyKinds
{
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly BookIndex book;

    private FamilyKinds(BookIndex book) => this.book = book;

    /// <summary>True if kinds were specified.</summary>
    public bool Any => names.Count > 0;

    /// <summary>Reads kinds as people type them: by the noun of a resource, with or without that of the family, or by its model.</summary>
    /// <exception cref="InputException">The family has no such kind, or the server's version doesn't.</exception>
    public static FamilyKinds Read(ApiClient api, Resource listed, IEnumerable<string> typed)
    {
        var kinds = new FamilyKinds(api.Session.Book);
        kinds.names.UnionWith(typed.Select(name => kinds.Require(api, listed, name.Trim())));
        return kinds;
    }

    /// <summary>True for a string that names a kind.</summary>
    public static bool IsNamed(Resource member, string text) =>
        new[] { member.Kind, member.Noun, member.ModelName }.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>True for an object of one of the kinds.</summary>
    public bool Match(AuthentikObject found) => !Any || (found.FindKind(book) is { } kind && names.Contains(kind));

    // A newer server can have a kind that the book doesn't know. Its objects have the server's own name.
    private string Require(ApiClient api, Resource listed, string name)
    {
        var members = book.ListKinds(listed).ToList();
        if (members.Find(member => IsNamed(member, name)) is { } known)
        {
            api.Call.Gate.Require($"-Kind {known.Kind}", known.Versions, known.Alternative);
            return known.Kind!;
        }

        if (!api.Call.Gate.IsKnownVersion)
        {
            return name;
        }

        var choices = members.Where(member => api.Call.Gate.IsPossible(member.Versions)).Select(member => member.Kind!)
            .Order(StringComparer.Ordinal).ToList();
        throw new InputException(
            InputProblem.InvalidValue,
            $"'{name}' isn't valid for -Kind. {NearestName.Ask(name, choices)}Use one of: {string.Join(", ", choices)}.",
            name);
    }
}
