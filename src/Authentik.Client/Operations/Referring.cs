using Authentik.Book;

namespace Authentik;

/// <summary>Fields and filters by the kinds of objects that they refer to.</summary>
internal static class Referring
{
    /// <summary>Those that refer to objects of a resource; if none does, those for its family.</summary>
    /// <param name="all">The fields or filters.</param>
    /// <param name="nouns">What one of them refers to.</param>
    /// <param name="given">The resource of the object.</param>
    public static List<T> Find<T>(IReadOnlyCollection<T> all, Func<T, IReadOnlyList<string>> nouns, Resource given)
    {
        var own = all.Where(one => nouns(one).Contains(given.Noun)).ToList();
        return own.Count > 0 || given.Family is null ? own : [.. all.Where(one => nouns(one).Contains(given.Family))];
    }

    /// <summary>The nouns that any of them refers to, but that of a resource itself.</summary>
    public static IReadOnlyList<string> ListNouns<T>(IEnumerable<T> all, Func<T, IReadOnlyList<string>> nouns, Resource but) =>
        [.. all.SelectMany(nouns).Where(noun => noun != but.Noun).Distinct()];
}
