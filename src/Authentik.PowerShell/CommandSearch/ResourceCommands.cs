using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Finds the command of a resource for an operation by its path: that of the list, of one object, or of the uses of one.</summary>
internal sealed class ResourceCommands
{
    private const string UsedBy = "Get-AuthentikUsedBy";

    private readonly ILookup<string, Resource> byPath;
    private readonly Func<string, bool> exists;

    /// <summary>Creates the search.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="exists">True for the name of a hand-written command.</param>
    public ResourceCommands(IEnumerable<Resource> resources, Func<string, bool> exists)
    {
        byPath = resources
            .SelectMany(resource => ListPaths(resource).Select(path => (path, resource)))
            .ToLookup(at => at.path, at => at.resource);
        this.exists = exists;
    }

    /// <summary>Finds the resource that an operation belongs to; null if the book has none.</summary>
    public Resource? FindResource(ApiOperation operation) => FindCandidates(operation).FirstOrDefault();

    /// <summary>Finds the command for an operation; null if no resource has one.</summary>
    public string? FindCommand(ApiOperation operation)
    {
        if (IsUsedBy(operation))
        {
            return exists(UsedBy) && FindCandidates(operation).Any() ? UsedBy : null;
        }

        return FindCandidates(operation).Select(resource => FindCommand(resource, operation)).OfType<string>().FirstOrDefault();
    }

    private static IEnumerable<string> ListPaths(Resource resource) =>
        (resource.Routing?.Kinds ?? []).Select(kind => resource.Routing!.GetPath(kind)).Prepend(resource.Path).Distinct();

    private IEnumerable<Resource> FindCandidates(ApiOperation operation) => byPath[FindListPath(operation)];

    private static string? FindCommand(Resource resource, ApiOperation operation) =>
        FindVerb(operation, isObject: operation.Path != FindListPath(operation)) is (var verb, var needed)
            && (resource.Operations & needed) != 0
                ? $"{verb}-Authentik{resource.Noun}"
                : null;

    // A resource with only one object has it at the path where others have their list.
    private static (string Verb, Operations Needed)? FindVerb(ApiOperation operation, bool isObject) => (operation.Method, isObject) switch
    {
        ("GET", false) => ("Get", Operations.List | Operations.Get),
        ("GET", true) => ("Get", Operations.Get),
        ("POST", false) => ("New", Operations.New),
        ("PATCH" or "PUT", _) => ("Set", Operations.Set),
        ("DELETE", true) => ("Remove", Operations.Remove),
        _ => null,
    };

    // The path without used_by and without the placeholder of an id.
    private static string FindListPath(ApiOperation operation)
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
