using System.Management.Automation;
using Authentik.Book;
using Authentik.Configuration;
using Authentik.Configuration.Files;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Compares two configurations, object by object and field by field.</summary>
[Cmdlet(VerbsData.Compare, "AuthentikConfiguration", DefaultParameterSetName = FolderSet)]
[OutputType(typeof(ConfigurationChange))]
public sealed class CompareConfigurationCommand : ConfigurationSecretCommand
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

    /// <summary>Indicates that the users of two servers are compared as well. Those of a folder always are.</summary>
    [Parameter(ParameterSetName = ServersSet)]
    public SwitchParameter IncludeUser { get; set; }

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
            await CompareSecretsAsync(wanted, existing, takesHidden: false, token);
            var covered = notes is null ? null : FindKinds(notes.Kinds);
            var differences = GraphComparison.Compare(wanted, existing)
                .Where(one => kinds?.Contains(one.Object.Resource) != false && IsMeant(one, covered))
                .ToList();
            var told = differences.Where(one => IncludeUnchanged || one.Action != ConfigurationAction.Unchanged);
            await WriteAsync(told.Select(ChangeRows.Of));
            await WriteSummaryAsync(differences);
        });
        base.EndProcessing();
    }

    private bool IsMeant(ObjectDifference one, IReadOnlyList<Resource>? covered) =>
        one.Action != ConfigurationAction.Extra || notes is null || notes.Covers(one.Existing!, covered);

    private async Task<FolderContent> ReadNotedAsync(string path, string parameter, CancellationToken cancellation)
    {
        var folder = await ReadFolderAsync(path, parameter, cancellation);
        notes ??= folder.Notes;
        return folder;
    }

    // The wanted configuration is under the names that exist.
    private Task<(ConfigurationGraph Wanted, ConfigurationGraph Existing)> ReadAsync(
        IReadOnlyList<Resource>? kinds, CancellationToken cancellation) => ParameterSetName switch
    {
        FoldersSet => ReadFoldersAsync(cancellation),
        ServersSet => ReadServersAsync(kinds, cancellation),
        _ => ReadFolderAndServerAsync(kinds, cancellation),
    };

    private async Task<(ConfigurationGraph Wanted, ConfigurationGraph Existing)> ReadFoldersAsync(CancellationToken cancellation)
    {
        var folder = await ReadNotedAsync(Path, "-Path", cancellation);
        var other = await ReadNotedAsync(DifferencePath, "-DifferencePath", cancellation);
        var (wanted, existing) = (BuildGraph(folder), BuildGraph(other));
        var isSame = folder.Ids.AreOf(other.Ids);
        var renames = Renames.Find(wanted, existing, one => isSame ? folder.Ids.Find(one) : null, other.Ids.Find);
        return (Translate(renames, wanted), existing);
    }

    private async Task<(ConfigurationGraph Wanted, ConfigurationGraph Existing)> ReadServersAsync(
        IReadOnlyList<Resource>? kinds, CancellationToken cancellation)
    {
        var session = FindSession((AuthentikObject?)null);
        var includesUsers = IncludeUser || kinds?.Contains(Resources.User) == true;
        return (
            await ReadSessionAsync(session, kinds, includesUsers, cancellation),
            await ReadSessionAsync(With!, kinds, includesUsers, cancellation));
    }

    private async Task<(ConfigurationGraph Wanted, ConfigurationGraph Existing)> ReadFolderAndServerAsync(
        IReadOnlyList<Resource>? kinds, CancellationToken cancellation)
    {
        var folder = await ReadNotedAsync(Path, "-Path", cancellation);
        var (session, wanted) = (FindSession((AuthentikObject?)null), BuildGraph(folder));
        var existing = await ReadSessionAsync(session, kinds, folder.IncludesUsers, cancellation);
        var renames = FindRenames(wanted, existing, folder.Ids, ServerMark.Of(session.Uri, existing));
        var translated = Translate(renames, wanted);
        var missing = new ConfigurationPlanner(translated, existing, _ => false).FindMissing(new HashSet<ObjectKey>());
        var problems = PlanProblems.Describe(renames).Concat(PlanProblems.Describe(missing, session.Uri));
        problems.ToList().ForEach(one => Log.Warning(one.ToString()));
        return (translated, existing);
    }

    private async Task<ConfigurationGraph> ReadSessionAsync(
        Session session, IReadOnlyList<Resource>? kinds, bool includesUsers, CancellationToken cancellation) =>
        (await ReadServerAsync(session, new ReadConfiguration { IncludesUsers = includesUsers }, cancellation, kinds)).Graph;
}
