using System.Globalization;
using System.Management.Automation;
using Authentik.Configuration;
using Authentik.Configuration.Files;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Makes a server as the files of a configuration want it.</summary>
[Cmdlet(VerbsData.Import, "AuthentikConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ConfigurationChange))]
public sealed class ImportConfigurationCommand : ConfigurationCommand
{
    private bool yesToAll;
    private bool noToAll;

    /// <summary>Specifies the folder with the wanted configuration, or one that -UndoPath wrote.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>
    /// Indicates that objects are removed that aren't in the folder. It asks first. What authentik's own blueprints manage stays, and so
    /// does what you sign in with. A folder with single applications can't be used, because all others would be removed.
    /// </summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>
    /// Specifies a new or empty folder, to which the former values are written before the first change. The same command with this folder
    /// as -Path takes the changes back. It contains no secrets, so a removed object can't get its secrets back.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UndoPath { get; set; }

    /// <summary>
    /// Specifies the secrets of new objects: a hashtable with the names that the files have for them, or a script block that gets the
    /// name as $_ and returns the secret, for example from a vault. Without it, secrets are taken from environment variables such as
    /// AUTHENTIK_SECRET_OAUTH2PROVIDER_GRAFANA_CLIENT_SECRET.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Secret { get; set; }

    /// <summary>Specifies how many objects are written at once, from 1 to 64, where their order allows it. The default is 1.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>
    /// Indicates that the command doesn't ask before it removes objects. It's also required to change what would take your own access.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that the command returns what was done with each object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Prune && !Force && !IsWhatIf)
        {
            HostQuestions.Require(this, "-Force");
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RunOrThrow(Path, ImportAsync);
        base.EndProcessing();
    }

    private async Task ImportAsync(CancellationToken cancellation)
    {
        var folder = await ReadFolderAsync(Path, "-Path", cancellation);
        RequirePrunable(folder);
        var wanted = BuildGraph(folder);
        var session = FindSession((AuthentikObject?)null);
        var existing = await ReadServerAsync(session, new ReadConfiguration(), cancellation);
        var api = GetClient(session);
        var plan = new ConfigurationPlanner(wanted, existing.Graph, field => api.Call.Gate.IsPossible(field.Required))
            .Plan(ChooseRemoved(folder.Notes));
        RequireAll(plan, session);
        TellUnknown(plan);
        var accepted = await AskAsync(plan, session);
        if (IsWhatIf || accepted.Count == 0)
        {
            return;
        }

        WriteUndo(accepted, session);
        var options = new ApplyOptions { ThrottleLimit = ThrottleLimit, IsForced = Force, FindSecret = FindSecretAsync };
        var steps = new StepRunner(api, new KnownObjects(api, existing.Graph), existing.Writer, options);
        var kept = plan with { Waves = [.. plan.Waves.Select(wave => wave.Where(accepted.Contains).ToList())] };
        ObjectCount = accepted.Count;
        await foreach (var result in new PlanRunner(steps, options, ListLeft(plan, accepted)).RunAsync(kept, cancellation))
        {
            await TellAsync(result);
        }

        Log.Verbose(Summarize(plan, accepted.Count));
    }

    private void RequirePrunable(FolderContent folder)
    {
        if (Prune && folder.Notes.IsPart)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"'{Path}' contains single applications, so -Prune would remove all others. Nothing was changed. Omit -Prune.",
                Path);
        }
    }

    private Func<ConfigurationObject, bool> ChooseRemoved(FolderNotes notes)
    {
        var kinds = Prune ? FindKinds(notes.Kinds) : null;
        return one => notes.Absent.Contains(one.Key) || (Prune && notes.Covers(one, kinds));
    }

    private static void RequireAll(ConfigurationPlan plan, Session session)
    {
        var missing = plan.Missing.Select(one => new FileProblem(
            one.From.Origin!.File,
            one.From.Origin.FindLine(one.Field.Name),
            $"{one.Field.Name} refers to '{one.To.Text}', which neither the files nor {session.Uri} have. "
                + "Create it, or add it to the files."));
        if (plan.Missing.Count > 0)
        {
            throw new ConfigurationFileException([.. missing]);
        }
    }

    private void TellUnknown(ConfigurationPlan plan)
    {
        foreach (var one in plan.Differences.Where(one => one.Action == ConfigurationAction.Unknown))
        {
            Log.Warning(
                $"The {one.Object} was left out: you can't view all {one.Object.Resource.Plural}, several have this name, or authentik creates "
                    + "them itself and hasn't created this one yet.");
        }
    }

    private async Task<IReadOnlyCollection<PlanStep>> AskAsync(ConfigurationPlan plan, Session session)
    {
        var accepted = new HashSet<PlanStep>(ReferenceEqualityComparer.Instance);
        foreach (var step in plan.Waves.SelectMany(wave => wave))
        {
            var target = $"{step.Difference.Object} on {session.Uri}";
            if (await OnPipelineAsync(() => ShouldProcess(target, StepText.Describe(step)) && MayRemove(step, target)))
            {
                accepted.Add(step);
            }
        }

        return accepted;
    }

    private bool MayRemove(PlanStep step, string target) => Force || IsWhatIf || step.Difference.Action != ConfigurationAction.Remove
        || ShouldContinue($"Remove the {target}?", "It isn't in the files.", ref yesToAll, ref noToAll);

    private static IEnumerable<ObjectKey> ListLeft(ConfigurationPlan plan, IReadOnlyCollection<PlanStep> accepted) => plan.Waves
        .SelectMany(wave => wave)
        .Where(step => step.Difference.Action is ConfigurationAction.Create or ConfigurationAction.Replace && !accepted.Contains(step))
        .Select(step => step.Difference.Object.Key);

    private void WriteUndo(IReadOnlyCollection<PlanStep> accepted, Session session)
    {
        if (UndoPath is null)
        {
            return;
        }

        var folder = FilePath.Resolve(this, UndoPath, "-UndoPath");
        ConfigurationFolder.WriteUndo(folder, UndoRecord.Of(accepted), session.ServerVersion);
        Log.Verbose($"The former values are in {folder}. Use Import-AuthentikConfiguration with it to take the changes back.");
    }

    private async Task TellAsync(StepResult result)
    {
        result.Notes.ToList().ForEach(note => Log.Warning($"{result.Step.Difference.Object}: {note}"));
        if (PassThru)
        {
            await WriteAsync([ChangeRows.Of(result)]);
        }

        if (result.Failure is { } failure)
        {
            await AttemptAsync(result.Step.Difference.Object.ToString(), () => Task.FromException(failure));
        }
        else
        {
            PostDone();
        }
    }

    private Task<System.Security.SecureString?> FindSecretAsync(string name, CancellationToken cancellation) =>
        OnPipelineAsync(() => new ConfigurationSecrets(Secret).Find(name));

    private static string Summarize(ConfigurationPlan plan, int accepted) => string.Create(
        CultureInfo.InvariantCulture,
        $"{accepted} steps; {plan.Differences.Count(one => one.Action == ConfigurationAction.Unchanged)} objects unchanged.");
}
