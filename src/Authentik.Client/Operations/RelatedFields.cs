using Authentik.Book;

namespace Authentik;

/// <summary>The fields of a new object that an object of another kind fills, such as the provider of an application.</summary>
internal static class RelatedFields
{
    /// <summary>The fields with one value that refer to objects of a resource, those for its family if it has none of its own.</summary>
    /// <param name="created">The resource of the new object.</param>
    /// <param name="given">The resource of the object.</param>
    /// <param name="version">The server's version; null if unknown.</param>
    public static IReadOnlyList<Field> Find(Resource created, Resource given, ServerVersion? version) =>
        Referring.Find([.. List(created, version)], field => field.ReferencedNouns, given);

    /// <summary>The resources whose objects fill a field, families for all of their members.</summary>
    /// <param name="created">The resource of the new object.</param>
    /// <param name="version">The server's version; null if unknown.</param>
    public static IReadOnlyList<string> ListNouns(Resource created, ServerVersion? version) =>
        Referring.ListNouns(List(created, version), field => field.ReferencedNouns, created);

    // A list of several would be filled with one: whoever pipes several objects wants something for each of them.
    private static IEnumerable<Field> List(Resource created, ServerVersion? version) => created.Fields
        .Where(field => field is { IsList: false, Parameter: not null } && field.SentBy.HasFlag(Operations.New))
        .Where(field => version is not { } known || field.Writable.Contains(known));
}
