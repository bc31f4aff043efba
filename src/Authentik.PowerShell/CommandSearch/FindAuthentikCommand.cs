using System.Management.Automation;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Finds the command for an operation of the API, a path, an address or a word. It sends nothing and needs no session.</summary>
[Cmdlet(VerbsCommon.Find, "AuthentikCommand")]
[OutputType(typeof(CommandMatch))]
public sealed class FindCommandCommand : AuthentikCommand
{
    private IReadOnlyList<CatalogEntry> entries = [];

    /// <summary>
    /// Specifies an operation id, with or without wildcards; an address or a path, with or without a method; a line of a log; an area of
    /// the API such as rac; or words. '*' finds all operations.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string[] Query { get; set; } = [];

    /// <summary>Specifies HTTP methods. The default is all methods.</summary>
    [Parameter]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    public string[]? Method { get; set; }

    /// <summary>Specifies a server version. Only its operations are found. A series such as 2026.2 is its first release.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Version { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var version = ReadVersion();
        entries = version is null ? Catalog.Entries : [.. Catalog.Entries.Where(entry => entry.Operation.Versions.Contains(version))];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var text in Query)
        {
            var query = new OperationQuery(text);
            var found = query.Find(entries).Where(entry => HasMethod(entry, query)).ToList();
            WriteObject(found.Select(entry => new CommandMatch(entry.Operation, entry.Command)), enumerateCollection: true);
            if (found.Count == 0)
            {
                WriteError(ErrorRecords.Make(new InputException(InputProblem.NotFound, NothingFound(query, text), text), text));
            }
        }
    }

    private bool HasMethod(CatalogEntry entry, OperationQuery query) =>
        (query.Method is null || query.Method == entry.Operation.Method)
        && (Method is null || Method.Contains(entry.Operation.Method, StringComparer.OrdinalIgnoreCase));

    private ServerVersion? ReadVersion()
    {
        if (Version is null)
        {
            return null;
        }

        if (!ServerVersion.TryParse(Version, out var version))
        {
            var wrong = new InputException(InputProblem.InvalidValue, $"'{Version}' is not a version such as {Resources.Book.Newest}.", Version);
            ThrowTerminatingError(ErrorRecords.Make(wrong, Version));
        }

        return version;
    }

    // What was found but for the method or the version is the best hint.
    private static string NothingFound(OperationQuery query, string text)
    {
        var others = query.Find(Catalog.Entries).Select(entry => entry.Operation).ToList();
        return others.Count > 0
            ? $"No operation matches '{text}' with that method and version; there is {others[0]} ({others[0].OperationId}, {others[0].Versions.Describe()}){More(others.Count - 1)}."
            : $"No operation matches '{text}'. Try a word such as password, an area such as rac, an id with wildcards such as core_users_*, or a path such as /core/users/; '*' gives all.";
    }

    private static string More(int count) => count == 0 ? string.Empty : $" and {count} more";
}
