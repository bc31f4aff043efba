using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Finds the commands for words, an operation of the API, a path or an address. It needs no session.</summary>
[Cmdlet(VerbsCommon.Find, "AuthentikCommand")]
[OutputType(typeof(CommandMatch))]
public sealed class FindAuthentikCommand : AuthentikCommand
{
    private const int LongestShown = 100;

    // The name of the view that shows what commands do; others show their operations.
    private const string ByWords = "Authentik.CommandMatch#Words";

    private IReadOnlyList<CatalogEntry> entries = [];

    /// <summary>
    /// Specifies what you want to do, in words; or an operation id, with or without wildcards; an address or a path, with or without a
    /// method; a line of a log; or an area of the API such as rac. '*' finds all operations.
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
        var all = CommandCatalog.Entries;
        entries = version is null ? all : [.. all.Where(entry => entry.Operation?.Versions.Contains(version) != false)];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var text in Query)
        {
            try
            {
                WriteMatches(new SearchQuery(text), text);
            }
            catch (InputException problem)
            {
                WriteError(ErrorRecords.Create(problem, text));
            }
        }
    }

    private void WriteMatches(SearchQuery query, string text)
    {
        var result = query.Find(entries);
        var found = result.Entries.Where(entry => HasMethod(entry, query)).ToList();
        if (found.Count == 0)
        {
            throw new InputException(InputProblem.NotFound, DescribeNoMatch(query, text), text);
        }

        WriteObject(result.IsByWords ? ListCommands(found) : found.Select(CreateMatch), enumerateCollection: true);
    }

    // Words ask for a command, so each is listed once, with what it does. Of the operations that change an object, PATCH is sent.
    private static IEnumerable<PSObject> ListCommands(IEnumerable<CatalogEntry> found) => found
        .GroupBy(entry => entry.Command == CommandCatalog.RequestCommand ? entry : (object)entry.Command)
        .Select(command => command.FirstOrDefault(entry => entry.Operation?.Method != "PUT") ?? command.First())
        .Select(entry =>
        {
            var match = PSObject.AsPSObject(CreateMatch(entry));
            match.TypeNames.Insert(0, ByWords);
            return match;
        });

    private static CommandMatch CreateMatch(CatalogEntry entry) =>
        new(entry.Operation, entry.Command, CommandTexts.Find(entry.Command)?.Synopsis);

    private bool HasMethod(CatalogEntry entry, SearchQuery query) =>
        (query.Method is null || query.Method == entry.Operation?.Method)
        && (Method is null || Method.Contains(entry.Operation?.Method, StringComparer.OrdinalIgnoreCase));

    private ServerVersion? ReadVersion()
    {
        if (Version is null)
        {
            return null;
        }

        if (!ServerVersion.TryParse(Version, out var version))
        {
            var message = $"'{Version}' isn't a valid version. Specify one such as {Resources.Book.Newest}.";
            ThrowTerminatingError(ErrorRecords.Create(new InputException(InputProblem.InvalidValue, message, Version), Version));
        }

        return version;
    }

    // The best hint is what another method or version would find.
    private static string DescribeNoMatch(SearchQuery query, string text)
    {
        var others = query.Find(CommandCatalog.Entries).Entries.Select(entry => entry.Operation).OfType<ApiOperation>().Distinct().ToList();
        return others.Count > 0
            ? $"No operation matches '{text}' with this method and version. Omit them to find {Describe(others)}."
            : $"Nothing matches '{Shorten(text)}'. Try words such as reset password, an area such as rac, an id with wildcards such as "
                + "core_users_*, or a path such as /core/users/. Use '*' for all operations.";
    }

    private static string Shorten(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}...";

    private static string Describe(List<ApiOperation> found)
    {
        var more = found.Count == 1 ? string.Empty : $" and {found.Count - 1} more";
        return $"{found[0]} ({found[0].OperationId}, {found[0].Versions.Describe()}){more}";
    }
}

/// <summary>Completes areas of the API and operation ids.</summary>
public sealed class OperationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters);
        var tags = CommandCatalog.Tags.Select(tag => new Choice(tag, $"All of /{tag}/"));
        var operations = CommandCatalog.Entries.Select(entry => entry.Operation).OfType<ApiOperation>();
        var ids = operations.Select(operation => new Choice(operation.OperationId, $"{operation}"));
        return CompletionResults.Create(word, tags.Concat(ids));
    }
}
