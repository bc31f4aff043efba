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
        var files = BuildGraph(folder);
        var session = FindSession((AuthentikObject?)null);
        var existing = await ReadServerAsync(session, new ReadConfiguration { IncludesUsers = folder.IncludesUsers }, cancellation);
        var api = GetClient(session);
        var renames = FindRenames(files, existing.Graph, folder.Ids, session.Uri);
        var wanted = Translate(renames, files);
        if (UpdateSecret)
        {
            await CompareSecretsAsync(wanted, existing.Graph, takesHidden: true, cancellation);
        }

        var plan = new ConfigurationPlanner(wanted, existing.Graph, field => api.Call.Gate.IsPossible(field.Required))
            .Plan(ChooseRemoved(folder.Notes, renames));
        var known = new KnownObjects(api, existing.Graph);
        var outside = await new OutsideReferences(wanted, existing.Graph, known).FindMissingAsync(plan, cancellation);
        RequireAll([.. plan.Missing, .. outside], session);
        RequireKnown(await new PermissionCheck(api, wanted, existing.Graph).FindUnknownAsync(plan, cancellation), session);
        TellUnknown(plan.Differences, one => plan.IsNothing || !FollowUp.IsOwn(one.Resource));
        await WriteSummaryAsync(plan.Differences.Where(one => one.Action != ConfigurationAction.Extra));
        var accepted = await AskAsync(plan, session);
        if (IsWhatIf || accepted.Count == 0)
        {
            return;
        }

        WriteUndo(accepted, session);
        ObjectCount = accepted.Count;
        var left = await RunAsync(api, plan, accepted, existing, known, cancellation);
        var rest = await new FollowUp(api, wanted, existing.Graph).PlanAsync(left, cancellation);
        TellUnknown(rest.Plan.Differences, one => wanted.Find(one.Key) is not null);
        var others = await AskAsync(rest.Plan, session);
        await RunAsync(api, rest.Plan, others, rest.Existing, new KnownObjects(api, rest.Existing.Graph), cancellation);
    }

    // Returns what stayed as it was, because somebody said no, or the server did.
    private async Task<HashSet<ObjectKey>> RunAsync(
        ApiClient api,
        ConfigurationPlan plan,
        IReadOnlyCollection<PlanStep> accepted,
        ServerState existing,
        KnownObjects known,
        CancellationToken cancellation)
    {
        var options = new ApplyOptions { ThrottleLimit = ThrottleLimit, IsForced = Force, FindSecret = FindSecretAsync };
        var steps = new StepRunner(api, known, existing.Writer, options);
        var kept = plan with { Waves = [.. plan.Waves.Select(wave => wave.Where(accepted.Contains).ToList())] };
        var left = plan.Waves.SelectMany(wave => wave).Where(step => !accepted.Contains(step)).ToList();
        var missing = left.Where(IsCreation).Select(step => step.Difference.Object.Key);
        await foreach (var result in new PlanRunner(steps, options, missing).RunAsync(kept, cancellation))
        {
            await TellAsync(result);
            if (result.Failure is not null)
            {
                left.Add(result.Step);
            }
        }

        return [.. left.Select(step => step.Difference.Object.Key)];
    }

    private static bool IsCreation(PlanStep step) =>
        step.Difference.Action is ConfigurationAction.Create or ConfigurationAction.Replace;

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

    private Func<ConfigurationObject, bool> ChooseRemoved(FolderNotes notes, Renames renames)
    {
        var kinds = Prune ? FindKinds(notes.Kinds) : null;
        var absent = notes.Absent.Select(renames.Translate).ToHashSet();
        return one => absent.Contains(one.Key) || (Prune && notes.Covers(one, kinds));
    }

    private static void RequireAll(IReadOnlyCollection<MissingReference> references, Session session)
    {
        var missing = references.Select(one => new FileProblem(
            one.From.Origin!.File,
            one.From.Origin.FindLine(one.Field.Name),
            $"{one.Field.Name} refers to '{one.To.Text}', which neither the files nor {session.Uri} have. "
                + "Create it, or add it to the files."));
        if (references.Count > 0)
        {
            throw new ConfigurationFileException([.. missing]);
        }
    }

    private static void RequireKnown(IReadOnlyCollection<UnknownPermission> permissions, Session session)
    {
        var unknown = permissions.Select(one => new FileProblem(
            one.From.Origin!.File,
            one.From.Origin.FindLine(RoleObjectPermissions.Field.Name),
            $"{session.Uri} has no permission {one.Name} for {Articles.AddTo(one.Kind.Title)}"
                + $"{(one.Meant is null ? string.Empty : $" (did you mean {one.Meant}?)")}."));
        if (permissions.Count > 0)
        {
            throw new ConfigurationFileException([.. unknown]);
        }
    }

    private void TellUnknown(IEnumerable<ObjectDifference> differences, Func<ConfigurationObject, bool> isTold)
    {
        foreach (var one in differences.Where(one => one.Action == ConfigurationAction.Unknown).Select(one => one.Object).Where(isTold))
        {
            var reason = FollowUp.IsOwn(one.Resource)
                ? $"authentik creates {one.Resource.Plural} itself and hasn't created this one, or you can't view it"
                : $"you can't view all {one.Resource.Plural}, or several have this name";
            Log.Warning($"The {one} was left out: {reason}.");
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

    private void WriteUndo(IReadOnlyCollection<PlanStep> accepted, Session session)
    {
        if (UndoPath is null)
        {
            return;
        }

        var folder = FilePath.Resolve(this, UndoPath, "-UndoPath");
        ConfigurationFolder.WriteUndo(folder, UndoRecord.Of(accepted), session.Uri, session.ServerVersion);
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
}
