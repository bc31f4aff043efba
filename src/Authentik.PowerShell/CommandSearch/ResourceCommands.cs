using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Which command of a resource does an operation, by the place of its path: the list, one object, or who uses one.</summary>
internal sealed class ResourceCommands
{
    private const string UsedBy = "Get-AuthentikUsedBy";

    private readonly ILookup<string, Resource> byPath;
    private readonly Func<string, bool> exists;

    /// <summary>The commands of some resources.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="exists">Whether a hand-written command is there.</param>
    public ResourceCommands(IEnumerable<Resource> resources, Func<string, bool> exists)
    {
        byPath = resources.SelectMany(resource => Paths(resource).Select(path => (path, resource))).ToLookup(at => at.path, at => at.resource);
        this.exists = exists;
    }

    /// <summary>The resource that an operation belongs to; null where the book has none.</summary>
    public Resource? ResourceOf(ApiOperation operation) => Candidates(operation).FirstOrDefault();

    /// <summary>The command; null where no resource has one.</summary>
    public string? Of(ApiOperation operation)
    {
        if (IsUsedBy(operation))
        {
            return exists(UsedBy) && Candidates(operation).Any() ? UsedBy : null;
        }

        return Candidates(operation).Select(resource => CommandOf(resource, operation)).FirstOrDefault(command => command is not null);
    }

    private static IEnumerable<string> Paths(Resource resource) =>
        (resource.Kinds?.Kinds ?? []).Select(kind => resource.Kinds!.PathOf(kind)).Prepend(resource.Path).Distinct();

    private IEnumerable<Resource> Candidates(ApiOperation operation) => byPath[PathOfList(operation)];

    private static string? CommandOf(Resource resource, ApiOperation operation) =>
        VerbOf(operation, isObject: operation.Path != PathOfList(operation)) is (var verb, var needed) && (resource.Operations & needed) != 0
            ? $"{verb}-Authentik{resource.Noun}"
            : null;

    // A resource that is one object, without a list, is read and changed at the path where others have their list.
    private static (string Verb, Operations Needed)? VerbOf(ApiOperation operation, bool isObject) => (operation.Method, isObject) switch
    {
        ("GET", false) => ("Get", Operations.List | Operations.Get),
        ("GET", true) => ("Get", Operations.Get),
        ("POST", false) => ("New", Operations.New),
        ("PATCH" or "PUT", _) => ("Set", Operations.Set),
        ("DELETE", true) => ("Remove", Operations.Remove),
        _ => null,
    };

    // The list at whose path, or one name in braces behind it, the operation is.
    private static string PathOfList(ApiOperation operation)
    {
        var parts = operation.Path.Trim('/').Split('/').ToList();
        if (IsUsedBy(operation))
        {
            parts.RemoveAt(parts.Count - 1);
        }

        if (parts[^1].StartsWith('{'))
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return $"/{string.Join('/', parts)}/";
    }

    private static bool IsUsedBy(ApiOperation operation) => operation.Path.EndsWith("}/used_by/", StringComparison.Ordinal);
}
