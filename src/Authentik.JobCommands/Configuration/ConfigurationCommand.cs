using System.Management.Automation;
using Authentik.Book;
using Authentik.Configuration;
using Authentik.Configuration.Files;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>A command that reads configurations of servers and folders.</summary>
public abstract class ConfigurationCommand : SessionCommand
{
    /// <summary>
    /// Specifies the session of the server, or its name. Without this parameter, the command uses the default session of the runspace.
    /// </summary>
    [Parameter]
    [SessionTransform]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override Session? Session
    {
        get => base.Session;
        set => base.Session = value;
    }

    /// <summary>
    /// Reads the configuration of a server. What the caller may not see is a warning for each kind that is meant, or one for all kinds with
    /// the same reason; null means all.
    /// </summary>
    private protected async Task<ServerState> ReadServerAsync(
        Session session, ReadConfiguration what, CancellationToken cancellation, IReadOnlyList<Resource>? kinds = null)
    {
        using var part = new CountedPart(Progress?.Open($"{Activity}: reading {session.Uri}", session.Clock), Post);
        using var reader = new ServerReader(GetClient(session), what with { Progress = one => part.Tell(one.Done, one.All) });
        var read = await reader.ReadAsync(cancellation);
        var meant = read.Graph.Gaps.Where(gap => kinds?.Any(kind => gap.Kind == kind.Noun || gap.Kind == kind.Family) != false);
        foreach (var (text, isTurnedOff) in GapText.Describe(meant))
        {
            Action<string> tell = isTurnedOff ? Log.Verbose : Log.Warning;
            tell(text);
        }

        return read;
    }

    /// <summary>Reads a folder, and warns about what isn't read.</summary>
    /// <exception cref="ConfigurationFileException">Files are wrong.</exception>
    private protected async Task<FolderContent> ReadFolderAsync(string path, string parameter, CancellationToken cancellation)
    {
        var read = await ConfigurationFolder.ReadAsync(FilePath.Resolve(this, path, parameter), Resources.Book, cancellation);
        read.Notices.ToList().ForEach(Log.Warning);
        return read;
    }

    /// <summary>The objects of a folder, by their names.</summary>
    /// <exception cref="InputException">An object has no name, or two have the same.</exception>
    private protected static ConfigurationGraph BuildGraph(FolderContent folder) => DocumentGraph.Build(Resources.Book, folder.Objects);

    /// <summary>The objects of files under the names that exist.</summary>
    /// <exception cref="ConfigurationFileException">Files refer to a renamed object by the name that it loses.</exception>
    private protected static ConfigurationGraph Translate(Renames renames, ConfigurationGraph files)
    {
        var problems = renames.ListFormer(files).Select(one => new FileProblem(
            one.From.Origin!.File,
            one.From.Origin.FindLine(one.Field.Name),
            $"{one.Field.Name} refers to '{one.To.Text}', which the files rename to '{one.NewName}'. Change the name here, too.")).ToList();
        return problems.Count == 0 ? renames.Translate(files) : throw new ConfigurationFileException(problems);
    }

    /// <summary>Which objects of a folder a server has under other names.</summary>
    private protected static Renames FindRenames(
        ConfigurationGraph files, ConfigurationGraph existing, RememberedIds ids, ServerMark server) =>
        Renames.Find(files, existing, one => ids.AreOf(server) ? ids.Find(one) : null, one => one.Id);

    /// <summary>Sums up in a line what objects need, on the stream for information.</summary>
    private protected Task WriteSummaryAsync(IEnumerable<ObjectDifference> differences)
    {
        var text = ChangeSummary.Write(differences);
        return OnPipelineAsync(() => WriteInformation(text, ["Authentik"]));
    }

    /// <summary>The kinds that names stand for: nouns, or families with all of their kinds.</summary>
    /// <exception cref="InputException">There is no such kind.</exception>
    private protected static IReadOnlyList<Resource>? FindKinds(IReadOnlyCollection<string> names) => names.Count == 0
        ? null
        : [.. names.SelectMany(FindKind).Distinct()];

    private static IEnumerable<Resource> FindKind(string name)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        if (name.Equals(Resources.User.Noun, StringComparison.OrdinalIgnoreCase))
        {
            return [Resources.User];
        }

        var kinds = Resources.Book.ListConfiguration().ToList();
        var found = kinds.Where(kind => pattern.IsMatch(kind.Noun) || (kind.Family is { } family && pattern.IsMatch(family))).ToList();
        return found.Count > 0
            ? found
            : throw new InputException(
                InputProblem.InvalidValue,
                $"'{name}' isn't a kind of configuration. {NearestName.Ask(name, kinds.Select(kind => kind.Noun))}"
                    + "Use nouns of commands, such as Flow, OAuth2Provider, or Policy for all policies.",
                name);
    }
}
