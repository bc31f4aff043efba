using System.Management.Automation;
using Authentik.Configuration;
using Authentik.Configuration.Files;
using Authentik.Http;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Makes a server as the files of a configuration want it.</summary>
[Cmdlet(VerbsData.Import, "AuthentikConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ConfigurationChange))]
public sealed class ImportConfigurationCommand : ConfigurationSecretCommand
{
    private readonly HashSet<ObjectKey> refused = [];
    private bool yesToAll;
    private bool noToAll;

    /// <summary>Specifies the folder with the wanted configuration, or one that -UndoPath wrote.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>
    /// Indicates that objects are removed that aren't in the folder. It asks first. What authentik's own blueprints manage stays, and so
    /// does what you sign in with. A folder with single applications can't be used, because all others would be removed, and neither can
    /// one without the hidden files of its export.
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
    /// Indicates that secrets of existing objects are set as well, if -Secret, -Vault or the environment has them. Those that the server
    /// returns are only set if they are different; all others are set each time.
    /// </summary>
    [Parameter]
    public SwitchParameter UpdateSecret { get; set; }

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
        if (Prune && Asks)
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
        RequireOtherFolder();
        var folder = await ReadFolderAsync(Path, "-Path", cancellation);
        var removed = new RemovedObjects(folder, Path, Prune, Log.Warning);
        removed.RequireNotes();
        var files = BuildGraph(folder);
        var session = FindSession((AuthentikObject?)null);
        var existing = await ReadServerAsync(session, new ReadConfiguration { IncludesUsers = folder.IncludesUsers }, cancellation);
        var api = GetClient(session);
        var mark = ServerMark.Of(session.Uri, existing.Graph);
        removed.RequireServer(mark);
        var renames = FindRenames(files, existing.Graph, folder.Ids, mark);
        var wanted = Translate(renames, files);
        WarnOfUnnamed(wanted);
        if (UpdateSecret)
        {
            await CompareSecretsAsync(wanted, existing.Graph, takesHidden: true, cancellation);
        }

        var plan = new ConfigurationPlanner(wanted, existing.Graph, field => api.Call.Gate.IsPossible(field.Required))
            .Plan(removed.Choose(renames, Prune ? FindKinds(folder.Notes.Kinds) : null, session));
        var known = new KnownObjects(api, existing.Graph);
        var import = new PlannedImport(api, wanted, existing, plan, known);
        PlanProblems.RequireNone([.. PlanProblems.Describe(renames), .. await FindProblemsAsync(import, cancellation)]);
        TellUnknown(api.Call.Gate, plan.Differences, one => plan.IsNothing || !FollowUp.IsOwn(one.Resource));
        await WriteSummaryAsync(plan.Differences.Where(one => one.Action != ConfigurationAction.Extra));
        TellAffected(plan);
        await OnPipelineAsync(() => RequireAnswers(plan));
        var accepted = await AskAsync(plan, session);
        if (IsWhatIf || accepted.Count == 0)
        {
            return;
        }

        WriteUndo(UndoRecord.Of(accepted, plan.Affected.Select(one => one.Object)), session, mark);
        await ApplyAsync(import, accepted, cancellation);
    }

    private static async Task<IEnumerable<FileProblem>> FindProblemsAsync(PlannedImport import, CancellationToken cancellation)
    {
        var (api, wanted, existing, plan, known) = import;
        var outside = await new OutsideReferences(wanted, existing.Graph, known).FindMissingAsync(plan, cancellation);
        var unknown = await new PermissionCheck(api, wanted, existing.Graph).FindUnknownAsync(plan, cancellation);
        var server = api.Session.Uri;
        return PlanProblems.Describe(plan.Missing.Concat(outside), server).Concat(PlanProblems.Describe(unknown, server));
    }

    private async Task ApplyAsync(PlannedImport import, IReadOnlyCollection<PlanStep> accepted, CancellationToken cancellation)
    {
        var (api, wanted, existing, plan, known) = import;
        ObjectCount = accepted.Count;
        var options = new ApplyOptions { ThrottleLimit = ThrottleLimit, IsForced = Force, FindSecret = FindSecretAsync };
        HashSet<ObjectKey> left;
        try
        {
            left = await RunAsync(plan, accepted, new StepRunner(api, known, existing.Writer, options), options, cancellation);
        }
        finally
        {
            NoteCreated(accepted, known);
        }

        var rest = await new FollowUp(api, wanted, existing.Graph).PlanAsync(left, cancellation);
        TellUnknown(api.Call.Gate, rest.Plan.Differences, one => wanted.Find(one.Key) is not null);
        var others = await AskAsync(rest.Plan, api.Session);
        var again = new StepRunner(api, new KnownObjects(api, rest.Existing.Graph), rest.Existing.Writer, options);
        await RunAsync(rest.Plan, others, again, options, cancellation);
    }

    // However a run ends, the folder of the undo knows which objects were created.
    private void NoteCreated(IReadOnlyCollection<PlanStep> accepted, KnownObjects known)
    {
        if (UndoPath is not null)
        {
            var created = UndoRecord.Of(accepted, []).Created.Where(one => !refused.Contains(one.Key))
                .ToDictionary(one => one.Key, one => known.FindCreatedId(one.Key));
            FolderWriter.NoteCreated(FilePath.Resolve(this, UndoPath, "-UndoPath"), created);
        }
    }

    // Returns what stayed as it was, because somebody said no, or the server did.
    private async Task<HashSet<ObjectKey>> RunAsync(
        ConfigurationPlan plan,
        IReadOnlyCollection<PlanStep> accepted,
        StepRunner steps,
        ApplyOptions options,
        CancellationToken cancellation)
    {
        var kept = plan with { Waves = [.. plan.Waves.Select(wave => wave.Where(accepted.Contains).ToList())] };
        var left = plan.Waves.SelectMany(wave => wave).Where(step => !accepted.Contains(step)).ToList();
        var missing = left.Where(IsCreation).Select(step => step.Difference.Object.Key);
        await foreach (var result in new PlanRunner(steps, options, missing).RunAsync(kept, cancellation))
        {
            await TellAsync(result);
            if (result.Failure is not null)
            {
                left.Add(result.Step);
                refused.Add(result.Step.Difference.Object.Key);
            }
        }

        return [.. left.Select(step => step.Difference.Object.Key)];
    }

    private static bool IsCreation(PlanStep step) =>
        step.Difference.Action is ConfigurationAction.Create or ConfigurationAction.Replace;

    // What is inside of the folder would be read with it the next time.
    private void RequireOtherFolder()
    {
        var way = UndoPath is null
            ? ".."
            : System.IO.Path.GetRelativePath(FilePath.Resolve(this, Path, "-Path"), FilePath.Resolve(this, UndoPath, "-UndoPath"));
        if (!way.StartsWith("..", StringComparison.Ordinal))
        {
            throw new InputException(
                InputProblem.InvalidValue, $"'{UndoPath}' is inside of '{Path}'. Specify another folder with -UndoPath.", UndoPath);
        }
    }

    private bool Asks => !Force && !IsWhatIf && !IsConfirmed;

    private bool IsConfirmed =>
        MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm) && confirm is SwitchParameter { IsPresent: false };

    private void RequireAnswers(ConfigurationPlan plan)
    {
        if (Asks && plan.Waves.Any(wave => wave.Any(IsRemoval)))
        {
            HostQuestions.Require(this, "-Force");
        }
    }

    private static bool IsRemoval(PlanStep step) => step.Difference.Action == ConfigurationAction.Remove;

    private void TellUnknown(VersionGate gate, IEnumerable<ObjectDifference> differences, Func<ConfigurationObject, bool> isTold)
    {
        foreach (var one in differences.Where(one => one.Action == ConfigurationAction.Unknown).Select(one => one.Object).Where(isTold))
        {
            var reason = !gate.IsPossible(one.Resource.Versions) ? $"this version of authentik has no {one.Resource.Plural}"
                : FollowUp.IsOwn(one.Resource)
                    ? $"authentik creates {one.Resource.Plural} itself and hasn't created this one, or you can't view it"
                    : $"you can't view all {one.Resource.Plural}, or several have this name";
            Log.Warning($"The {one} was left out: {reason}.");
        }
    }

    private void TellAffected(ConfigurationPlan plan)
    {
        foreach (var one in plan.Affected)
        {
            Log.Warning(
                $"The {one.Object} refers to '{one.Removed.Text}' by {one.Field.Name}. If that is removed, authentik removes it, too, or "
                    + "empties the field.");
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

    private bool MayRemove(PlanStep step, string target) => !Asks || !IsRemoval(step)
        || ShouldContinue($"Remove the {target}?", Prune ? "It isn't in the files." : "It didn't exist before.", ref yesToAll, ref noToAll);

    private void WriteUndo(UndoRecord undo, Session session, ServerMark server)
    {
        if (UndoPath is null)
        {
            return;
        }

        var folder = FilePath.Resolve(this, UndoPath, "-UndoPath");
        ConfigurationFolder.WriteUndo(folder, undo, server, session.ServerVersion);
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

    private sealed record PlannedImport(
        ApiClient Api, ConfigurationGraph Wanted, ServerState Existing, ConfigurationPlan Plan, KnownObjects Known);
}
