using System.Management.Automation;
using Authentik.Book;
using Authentik.Configuration;
using Authentik.Configuration.Files;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Writes the configuration of a server as files that people can read, review and compare.</summary>
[Cmdlet(VerbsData.Export, "AuthentikConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ConfigurationExport))]
public sealed class ExportConfigurationCommand : ConfigurationCommand
{
    /// <summary>
    /// Specifies the folder. It's created, must be empty, or must contain an earlier export, which is then renewed: files of objects that
    /// no longer exist are removed.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Specifies applications, by name or slug. They are exported with everything that they need, and nothing else.</summary>
    [Parameter]
    [IdentityTransform("Application"), ArgumentCompleter(typeof(NameCompleter))]
    public ApplicationIdentity[] Application { get; set; } = [];

    /// <summary>
    /// Specifies the kinds to export, such as Flow, OAuth2Provider, or Policy for all policies. The default is all kinds.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ConfigurationKindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>
    /// Indicates that users are exported as well, with their groups and attributes, but without passwords, devices and tokens. They are
    /// people's data: choose with care who can read the folder.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeUser { get; set; }

    /// <summary>Indicates that values are written that a new object has anyway.</summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    /// <summary>Specifies the format of the files. The default is Yaml.</summary>
    [Parameter]
    public ConfigurationFormat Format { get; set; } = ConfigurationFormat.Yaml;

    /// <summary>
    /// Indicates that all objects are exported that authentik's own blueprints manage, such as its scope mappings. Without it, only those
    /// are exported that somebody changed, as far as the event log tells.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeManaged { get; set; }

    /// <summary>Indicates that files which no export wrote are overwritten.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RunOrThrow(Path, async token =>
        {
            var folder = FilePath.Resolve(this, Path, "-Path");
            var session = FindSession((AuthentikObject?)null);
            var kinds = FindKinds(Kind);

            // All kinds: an object is known by the names of what it refers to.
            var state = await ReadServerAsync(session, new ReadConfiguration { IncludesUsers = IncludesUsers(kinds) }, token, kinds);
            var graph = await TakeApplicationsAsync(state.Graph, token);
            var changed = IncludeManaged ? new HashSet<ObjectKey>() : await FindChangedAsync(session, graph, token);
            var objects = graph.Objects.Where(one => kinds?.Contains(one.Resource) != false
                && (IncludeManaged || one.ManagedBy is null || changed.Contains(one.Key))).ToList();
            var number = objects.Count == 1 ? "1 object" : $"{objects.Count} objects";
            if (await OnPipelineAsync(() => ShouldProcess(folder, $"Export {number} of {session.Uri}")))
            {
                var changes = ConfigurationFolder.Write(folder, objects, MakeOptions(graph, state.Graph, session, IncludesUsers(kinds)));
                await WriteAsync([Describe(folder, objects.Count, changes)]);
            }
        });
        base.EndProcessing();
    }

    private bool IncludesUsers(IReadOnlyList<Resource>? kinds) => IncludeUser || kinds?.Contains(Resources.User) == true;

    private FolderWriteOptions MakeOptions(ConfigurationGraph graph, ConfigurationGraph state, Session session, bool includesUsers) => new()
    {
        Full = Full,
        Force = Force,
        Format = Format == ConfigurationFormat.Json ? DocumentFormats.Json : DocumentFormats.Yaml,
        Server = ServerMark.Of(session.Uri, state),
        Notes = new FolderNotes
        {
            Version = session.ServerVersion,
            IsPart = Application.Length > 0,
            IncludesUsers = includesUsers,
            Kinds = [.. Kind.Order(StringComparer.OrdinalIgnoreCase)],
            Applications = [.. Application.Select(one => one.ToString()).Order(StringComparer.Ordinal)],
            Unseen = [.. graph.Gaps.Where(gap => gap.Name is null).Select(gap => gap.Kind)],
        },
    };

    private static ConfigurationExport Describe(string folder, int objects, FolderChanges changes) => new()
    {
        Path = folder,
        Objects = objects,
        Written = changes.Written.Count,
        Unchanged = changes.Unchanged.Count,
        Removed = changes.Removed.Count,
    };

    private async Task<IReadOnlySet<ObjectKey>> FindChangedAsync(Session session, ConfigurationGraph graph, CancellationToken cancellation)
    {
        try
        {
            return await new ManagedChanges(GetClient(session), new SideBySide(new ReadConfiguration())).FindAsync(graph, cancellation);
        }
        catch (ApiException refused) when (refused.Kind == ApiErrorKind.Forbidden)
        {
            Log.Warning(
                "Objects that authentik's own blueprints manage were left out, although somebody may have changed them: you can't view "
                    + $"events. Use -IncludeManaged to export them all. {refused.Message}");
            return new HashSet<ObjectKey>();
        }
    }

    private async Task<ConfigurationGraph> TakeApplicationsAsync(ConfigurationGraph graph, CancellationToken cancellation)
    {
        if (Application.Length == 0)
        {
            return graph;
        }

        var roots = new List<ConfigurationObject>();
        var client = GetClient(FindSession((AuthentikObject?)null), Resources.Application);
        foreach (var identity in Application)
        {
            var found = await client.Reader.GetAsync(identity, cancellation);
            var key = ObjectKey.Of(Resources.Application, found.ValueOf(Resources.Application.KnownBy[0])!.ToString()!);
            roots.Add(graph.Find(key) ?? throw Unlisted(key.Text));
        }

        return GraphPart.Take(graph, roots);
    }

    // Lists leave out what the caller may not view, and names that end with an id belong to one server.
    private static InputException Unlisted(string name) => new(
        InputProblem.InvalidValue,
        $"Application '{name}' can't be exported. Either its slug ends with a UUID, or you don't have permission to list applications.",
        name);
}
