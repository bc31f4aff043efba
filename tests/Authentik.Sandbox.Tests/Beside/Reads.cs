using Authentik.Book;

namespace Authentik.Sandboxing.Tests.Beside;

/// <summary>One request of the comparison.</summary>
/// <param name="Path">The path of the operation.</param>
/// <param name="Query">What follows it, with the question mark; empty for nothing.</param>
internal sealed record Read(string Path, string Query)
{
    private static readonly string[] Lists =
        ["/core/users/", "/core/groups/", "/flows/instances/", "/stages/all/", "/policies/all/", "/events/events/"];

    private static readonly string[] Queries =
    [
        "?search=default", "?search=zz-nothing-has-this-name", "?ordering=name", "?ordering=-pk", "?ordering=no_such_field",
        "?page_size=1", "?page=9999", "?page=last", "?page=x", "?page_size=0", "?no_such_filter=1",
    ];

    // What these read without a parameter is an error message.
    private static readonly Read[] WithParameters =
    [
        new("/rbac/permissions/assigned_by_roles/", "?model=authentik_core.user"),
        new("/rbac/permissions/assigned_by_users/", "?model=authentik_core.user"),
        new("/admin/file/used_by/", "?name=no-such-file.png"),
        new("/events/events/volume/", "?history_days=3"),
        new("/events/events/stats/", "?count_steps=days%3D1"),
        new("/core/applications/", "?superuser_full_list=true"),
        new("/sources/oauth/source_types/", "?name=github"),
    ];

    /// <summary>True for a list in another way than without a query.</summary>
    public bool IsVariant => Query.Length > 0;

    /// <summary>The requests of a version: every GET without an id, and some of them with a query.</summary>
    public static IEnumerable<Read> ListAll(ServerVersion version)
    {
        var paths = ApiOperations.All
            .Where(operation => operation.Method == "GET" && !operation.Path.Contains('{', StringComparison.Ordinal))
            .Where(operation => operation.Versions.Contains(version))
            .Select(operation => operation.Path)
            .Distinct()
            .ToList();
        var variants =
            from path in Lists
            from query in Queries
            select new Read(path, query);
        return paths.Select(path => new Read(path, string.Empty))
            .Concat(variants.Concat(WithParameters).Where(read => paths.Contains(read.Path)));
    }

    public override string ToString() => Path + Query;
}
