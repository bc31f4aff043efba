using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Copies a flow with the bindings of its stages, and what is bound to the flow and to these bindings. Stages and policies are shared, or
/// copied, too; prompts are always shared. A copy is made as a whole, or not at all. One that is there already is compared, and not
/// touched.
/// </summary>
internal sealed class FlowCopying(JobClient client)
{
    private readonly FlowParts stages = new(client, Resources.Stage);
    private readonly FlowParts policies = new(client, Resources.Policy);
    private readonly FlowDefaults defaults = new(client);

    /// <summary>The slug that a name suggests, if none is specified.</summary>
    /// <exception cref="InputException">A slug can't be made of the name.</exception>
    public string MakeSlug(string name)
    {
        var values = JobClient.MakeValues(Resources.Flow, new Dictionary<string, object?> { ["name"] = name });
        client.Of(Resources.Flow).Writer.Derive(values);
        return values.Get("slug") as string ?? throw new InputException(
            InputProblem.MissingValue, $"A slug can't be made of the name '{name}'. Nothing was created. Specify -Slug.", name);
    }

    /// <summary>Plans a copy.</summary>
    /// <exception cref="InputException">The flow isn't there, or the slug or a name belongs to something else.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<CopiedFlow>> PlanAsync(Identity identity, FlowCopyRequest request, CancellationToken cancellation)
    {
        var flow = (Flow)await client.Of(Resources.Flow).Reader.FindWholeAsync(identity, cancellation);
        var source = await FlowTemplate.ReadAsync(client, flow, cancellation);
        var plan = new JobPlan<CopiedFlow>(
            $"Flow '{request.Name}'", new CopiedFlow { Name = request.Name, Slug = request.Slug, Source = flow.Slug! })
        {
            IsAllOrNothing = true,
            Success = JobStatus.Created,
        };
        if (await client.FindAsync<Flow>(Resources.Flow, request.Slug, cancellation) is { } existing && existing.Slug == request.Slug)
        {
            await CompareAsync(plan.Result, source, existing, request, cancellation);
            return plan;
        }

        await policies.PlanAsync(plan, request.CopiesPolicies ? source.PolicyObjects : [], request.Slug, cancellation);
        await stages.PlanAsync(plan, request.CopiesStages ? source.Stages : [], request.Slug, cancellation);
        PlanFlow(plan, source, request);
        PlanBindings(plan, source);
        await defaults.WarnAsync(flow, request.Slug, cancellation);
        ShowResult(plan.Result, source);
        return plan;
    }

    private async Task CompareAsync(
        CopiedFlow result, FlowTemplate source, Flow existing, FlowCopyRequest request, CancellationToken cancellation)
    {
        var copy = await FlowTemplate.ReadAsync(client, existing, cancellation);
        if (new FlowComparison(client, source, copy, request).List() is { Count: > 0 } differences)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The flow '{existing.Slug}' exists already, and it differs from '{source.Flow.Slug}': "
                    + $"{string.Join("; ", differences)}. Nothing was changed. Specify another -Slug, or change the flow with "
                    + "Set-AuthentikFlow and Add-AuthentikFlowStage.",
                existing.Slug);
        }

        result.Subject = existing;
        ShowResult(result, copy, shared: source);
    }

    private void PlanFlow(JobPlan<CopiedFlow> plan, FlowTemplate source, FlowCopyRequest request)
    {
        var flow = Resources.Flow;
        var values = CopiedValues.TakeForNew(source.Flow, flow, client.Gate);
        values.Set(flow.GetField("name"), request.Name);
        values.Set(flow.GetField("slug"), request.Slug);
        values.Set(flow.GetField("title"), request.Title ?? source.Flow.Title);
        var writer = client.Of(Resources.Flow).Writer;
        writer.Require(values, isNew: true);
        plan.Add(new JobStep(
            $"Create the flow '{request.Slug}' as '{source.Flow.Slug}' is",
            async token => plan.Result.Subject = await writer.NewAsync(values, token))
        {
            // What is bound to it is deleted with it.
            UndoAsync = token => client.RemoveCreatedAsync(
                plan.Result.Subject, () => client.FindAsync<Flow>(Resources.Flow, request.Slug, token), token),
        });
        if (FlowDefaults.FindOldBackground(client, source.Flow) is { } background)
        {
            plan.Add("Set the background image", token => defaults.SetBackgroundAsync((Flow)plan.Result.Subject!, background, token));
        }
    }

    private void PlanBindings(JobPlan<CopiedFlow> plan, FlowTemplate source)
    {
        PlanPolicies(plan, source.OwnPolicies, () => plan.Result.Subject!, "the flow");
        foreach (var binding in source.Sequence)
        {
            AuthentikObject? made = null;
            var values = CopiedValues.Take(binding, Resources.FlowStageBinding.Fields.Where(field => field.Parameter is not null
                && field.Name is not ("target" or "stage") && binding.ValueOf(field.Name) is not null));
            PlanBound(plan, $"Add the stage '{stages.FindName(binding.StageObj!)}' as order {binding.Order}", async token =>
            {
                values.Set(Resources.FlowStageBinding.GetField("target"), Resources.Flow.MakeIdentity(plan.Result.Subject!));
                values.Set(
                    Resources.FlowStageBinding.GetField("stage"),
                    Resources.Stage.MakeIdentity((Guid)stages.Find(binding.StageObj!).ValueOf("pk")!));
                made = await client.Of(Resources.FlowStageBinding).Writer.NewAsync(values, token);
            });
            PlanPolicies(plan, source.ListPolicies(binding), () => made!, $"the stage '{stages.FindName(binding.StageObj!)}'");
        }
    }

    private void PlanPolicies(
        JobPlan<CopiedFlow> plan, IEnumerable<PolicyBinding> bound, Func<AuthentikObject> target, string name)
    {
        foreach (var binding in bound)
        {
            var values = CopiedValues.TakeBinding(binding);
            PlanBound(plan, $"Bind {Describe(binding)} to {name}", async token =>
            {
                if (binding.PolicyObj is { } policy)
                {
                    var id = (Guid)policies.Find(policy).ValueOf("pk")!;
                    values.Set(Resources.PolicyBinding.GetField("policy"), Resources.Policy.MakeIdentity(id));
                }

                values.Set(Resources.PolicyBinding.GetField("target"), new AnyIdentity(target()));
                await client.Of(Resources.PolicyBinding).Writer.NewAsync(values, token);
            });
        }
    }

    // It's deleted with the flow.
    private static void PlanBound(JobPlan<CopiedFlow> plan, string description, Func<CancellationToken, Task> create) =>
        plan.Add(new JobStep(description, create) { UndoAsync = _ => Task.CompletedTask });

    private string Describe(PolicyBinding binding) => binding switch
    {
        { PolicyObj: { } policy } => $"the policy '{policies.FindName(policy)}'",
        { GroupObj: { } group } => $"the group '{group}'",
        { UserObj: { } user } => $"the user '{user}'",
        _ => $"'{binding.Pk}'",
    };

    private void ShowResult(CopiedFlow result, FlowTemplate shown, FlowTemplate? shared = null)
    {
        result.Sequence =
        [
            .. shown.Sequence.Select(binding =>
                FlowSequence.Show(binding.Order ?? 0, stages.FindName(binding.StageObj!), binding.StageObj, client.Session.Book)),
        ];
        result.SharedStages = ListShared(shown.Stages, stages, shared?.Stages);
        result.SharedPolicies = ListShared(shown.PolicyObjects, policies, shared?.PolicyObjects);
    }

    private static ValueList<string> ListShared(
        IReadOnlyList<AuthentikObject> all, FlowParts copied, IReadOnlyList<AuthentikObject>? others) =>
    [
        .. from one in all
           where !copied.IsCopied(one) && (others is null || others.Any(other => Equals(other.ValueOf("pk"), one.ValueOf("pk"))))
           select $"{one}",
    ];
}
