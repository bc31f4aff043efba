using Authentik.Book;
using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Commands;

/// <summary>Whether PowerShell itself asks for a parameter.</summary>
/// <remarks>
/// Only where every server that has the resource takes the field and wants it: on all others a mandatory parameter would be a
/// question without a right answer. What a server wants beyond that is checked when its version is known.
/// </remarks>
internal sealed class Mandatory(BookEntry book)
{
    private readonly IReadOnlyList<ServerVersion> versions = [.. Versions(book.Oldest, book.Newest)];

    /// <summary>True when New cannot do without the field, on any server.</summary>
    public bool Is(FieldEntry field, ResourceEntry resource) =>
        field.Marks is { Required: true, Only: null }
        && versions.Where(resource.Versions.Contains).All(version => field.Required.Contains(version) && field.Writable.Contains(version));

    // Series and patches have small numbers; the year after the newest stands for all servers to come.
    private static IEnumerable<ServerVersion> Versions(ServerVersion oldest, ServerVersion newest) =>
        from year in Enumerable.Range(oldest.Year, newest.Year - oldest.Year + 2)
        from series in Enumerable.Range(1, 12)
        from patch in Enumerable.Range(0, 12)
        let version = new ServerVersion(year, series, patch)
        where version >= oldest
        select version;
}
