using System.Management.Automation;
using Authentik.Book;
using Authentik.Configuration;
using Authentik.Configuration.Files;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Compares two configurations, object by object and field by field.</summary>
[Cmdlet(VerbsData.Compare, "AuthentikConfiguration", DefaultParameterSetName = FolderSet)]
[OutputType(typeof(ConfigurationChange))]
public sealed class CompareConfigurationCommand : ConfigurationCommand
{
    private const string FolderSet = "Folder";
    private const string FoldersSet = "Folders";
    private const string ServersSet = "Servers";

    private FolderNotes? notes;

    /// <summary>Specifies the folder with the wanted configuration, as Export-AuthentikConfiguration writes it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FolderSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FoldersSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Specifies another folder to compare with in place of a server.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = FoldersSet)]
    [ValidateNotNullOrEmpty]
    public string DifferencePath { get; set; } = string.Empty;

    /// <summary>
    /// Specifies the session, or its name, of a server to compare with. The configuration of -Session is then the wanted one.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ServersSet)]
    [SessionTransform, ArgumentCompleter(typeof(SessionCompleter))]
    public Session? With { get; set; }

    /// <summary>
    /// Specifies the kinds to compare, such as Flow, OAuth2Provider, or Policy for all policies. The default is all kinds.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ConfigurationKindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>Indicates that objects without a difference are returned as well.</summary>
    [Parameter]
    public SwitchParameter IncludeUnchanged { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RunOrThrow(null, async token =>
        {
            var kinds = FindKinds(Kind);
            var (wanted, existing) = await ReadAsync(kinds, token);
            var covered = notes is null ? null : FindKinds(notes.Kinds);
            var rows = GraphComparison.Compare(wanted, existing)
                .Where(one => kinds?.Contains(one.Object.Resource) != false && IsTold(one, covered))
                .Select(ChangeRows.Of);
            await WriteAsync(rows);
        });
        base.EndProcessing();
    }

    private bool IsTold(ObjectDifference one, IReadOnlyList<Resource>? covered) => one.Action switch
    {
        ConfigurationAction.Unchanged => IncludeUnchanged,
        ConfigurationAction.Extra => notes is null || notes.Covers(one.Existing!, covered),
        _ => true,
    };

    private async Task<ConfigurationGraph> ReadGraphAsync(string path, string parameter, CancellationToken cancellation)
    {
        var folder = await ReadFolderAsync(path, parameter, cancellation);
        notes ??= folder.Notes;
        return BuildGraph(folder);
    }

    private async Task<(ConfigurationGraph Wanted, ConfigurationGraph Existing)> ReadAsync(
        IReadOnlyList<Resource>? kinds, CancellationToken cancellation)
    {
        if (ParameterSetName == FoldersSet)
        {
            var folder = await ReadGraphAsync(Path, "-Path", cancellation);
            return (folder, await ReadGraphAsync(DifferencePath, "-DifferencePath", cancellation));
        }

        var session = FindSession((AuthentikObject?)null);
        return ParameterSetName == ServersSet
            ? (await ReadSessionAsync(session), await ReadSessionAsync(With!))
            : (await ReadGraphAsync(Path, "-Path", cancellation), await ReadSessionAsync(session));

        async Task<ConfigurationGraph> ReadSessionAsync(Session one) =>
            (await ReadServerAsync(one, new ReadConfiguration(), cancellation, kinds)).Graph;
    }
}
