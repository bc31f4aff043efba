using Authentik.Generator.Book;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Commands;

/// <summary>
/// The other names of parameters: the API's own, and the property's. Columns of a row match them as well. A name that another
/// parameter has would make the command uncallable, so it is left out.
/// </summary>
internal static class Aliases
{
    /// <summary>The aliases of each of these fields.</summary>
    public static IReadOnlyDictionary<FieldEntry, IReadOnlyList<string>> Of(IReadOnlyList<FieldEntry> fields)
    {
        var taken = fields.Select(field => field.Parameter).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return fields.ToDictionary(field => field, field => Free(field, taken));
    }

    private static IReadOnlyList<string> Free(FieldEntry field, HashSet<string> taken)
    {
        string[] wanted = [field.Name, field.Property];
        return [.. wanted.Where(name => ParameterNames.OwnerOf(name) is null && taken.Add(name))];
    }
}
