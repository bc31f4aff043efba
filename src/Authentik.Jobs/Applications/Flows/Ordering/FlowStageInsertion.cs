using System.Globalization;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// Puts a stage before or after another one in a flow. Bindings keep their policies, because none is replaced. If there is no number
/// between two bindings, the later ones get larger numbers, the last one first: so at no time two of them are in the wrong order.
/// </summary>
internal sealed class FlowStageInsertion(JobClient client)
{
    private readonly SignInOrder signIn = new(client);

    /// <summary>Plans for one stage.</summary>
    /// <param name="flowIdentity">The flow.</param>
    /// <param name="stageIdentity">The stage.</param>
    /// <param name="place">Where it's wanted.</param>
    /// <param name="settings">What its binding gets.</param>
    /// <param name="moves">True if a stage that is in the flow at another place is moved.</param>
    /// <param name="isForced">True if it isn't checked that people can still sign in.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">Something isn't there, or the stage is elsewhere in the flow, or nobody could sign in.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<AddedFlowStage>> PlanAsync(
        Identity flowIdentity, Identity stageIdentity, StagePlace place, StageSettings settings, bool moves, bool isForced,
        CancellationToken cancellation)
    {
        var flow = (Flow)await client.Of(Resources.Flow).Reader.FindAsync(flowIdentity, cancellation);
        var stage = await client.Of(Resources.Stage).Reader.FindAsync(stageIdentity, cancellation);
        var sequence = await client.ReadSequenceAsync(flow, cancellation);
        var mine = sequence.Where(binding => Equals(binding.Stage, stage.ValueOf("pk"))).ToList();
        var there = mine.Find(binding => IsAt(sequence, binding, place));
        var own = there ?? (mine.Count == 1 ? mine[0] : null);
        var isThere = there is not null;
        if (!isThere)
        {
            RequireMove(flow, stage, sequence, mine, place, moves);
        }

        var others = sequence.Where(binding => binding != own).ToList();
        var position = isThere ? sequence.ToList().IndexOf(own!) : FindPosition(flow, others, place);
        var (order, changes) = isThere ? ((own!.Order ?? 0), []) : FlowOrder.Find([.. others.Select(one => one.Order ?? 0)], position);
        var places = ShowPlaces(others, changes, position, FlowSequence.Show(order, $"{stage}", stage, client.Session.Book, isNew: true));
        if (!isForced && !isThere)
        {
            await signIn.RequireAsync(flow, stage, isAdded: own is null, [.. sequence.Select(one => one.StageObj)], places, cancellation);
        }

        return CreatePlan(flow, stage, own, others, settings, order, changes, places, place, isThere);
    }

    private JobPlan<AddedFlowStage> CreatePlan(
        Flow flow, AuthentikObject stage, FlowStageBinding? own, IReadOnlyList<FlowStageBinding> others, StageSettings settings, int order,
        IReadOnlyList<(int Position, int Order)> changes, IReadOnlyList<FlowPlace> places, StagePlace place, bool isThere)
    {
        var plan = new JobPlan<AddedFlowStage>(
            $"Flow '{flow.Slug}'",
            new AddedFlowStage { Flow = flow.Slug!, Stage = $"{stage}", Subject = own, Order = order, Sequence = new([.. places]) })
        {
            IsAllOrNothing = true,
            Success = own is null ? JobStatus.Created : JobStatus.Changed,
        };
        foreach (var (position, larger) in changes.Reverse())
        {
            PlanNumber(plan, others[position], larger);
        }

        if (own is null)
        {
            PlanNew(plan, flow, stage, settings, order, place);
        }
        else
        {
            PlanOwn(plan, own, settings, order, isThere ? null : $"Move the stage '{stage}' {place}, to order {order}");
        }

        return plan;
    }

    private void PlanNumber(JobPlan<AddedFlowStage> plan, FlowStageBinding binding, int order)
    {
        var former = binding.Order ?? 0;
        var description = $"Give the stage '{binding.NameStage()}' the order {order} instead of {former}";
        plan.Add(new JobStep(description, token => SetAsync(order, token))
        {
            UndoAsync = token => SetAsync(former, token),
        });

        Task SetAsync(int number, CancellationToken token) => WriteAsync(binding, [new("order", number)], token);
    }

    private void PlanNew(
        JobPlan<AddedFlowStage> plan, Flow flow, AuthentikObject stage, StageSettings settings, int order, StagePlace place) =>
        plan.Add($"Add the stage '{stage}' {place}, as order {order}", async token =>
            plan.Result.Subject = await client.CreateAsync<FlowStageBinding>(
                Resources.FlowStageBinding,
                new Dictionary<string, object?>(settings.List())
                {
                    ["target"] = Resources.Flow.MakeIdentity(flow),
                    ["stage"] = Resources.Stage.MakeIdentity(stage),
                    ["order"] = order,
                },
                token));

    private void PlanOwn(JobPlan<AddedFlowStage> plan, FlowStageBinding own, StageSettings settings, int order, string? move)
    {
        var values = settings.List().Where(value => !Equals(own.ValueOf(value.Key), value.Value)).ToList();
        var described = values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} to {value.Value}")).ToList();
        if (move is null && values.Count == 0)
        {
            return;
        }

        var set = described.Count == 0 ? null : $"set {string.Join(", ", described)}";
        var text = string.Join(" and ", new[] { move, set }.OfType<string>());
        plan.Add(
            string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1)),
            token => WriteAsync(own, move is null ? values : [.. values, new("order", order)], token));
    }

    // The binding was read a moment ago, and its other fields aren't touched.
    private Task<AuthentikObject> WriteAsync(
        FlowStageBinding binding, IEnumerable<KeyValuePair<string, object?>> values, CancellationToken cancellation) =>
        client.Of(Resources.FlowStageBinding).Writer.SetAsync(
            Resources.FlowStageBinding.MakeIdentity(binding),
            JobClient.MakeValues(Resources.FlowStageBinding, new Dictionary<string, object?>(values)),
            cancellation,
            binding);

    private static void RequireMove(
        Flow flow, AuthentikObject stage, IReadOnlyList<FlowStageBinding> sequence, List<FlowStageBinding> mine, StagePlace place,
        bool moves)
    {
        var next = mine.Count > 1 ? "It's there more than once, so move a binding with Set-AuthentikFlowStageBinding -Order."
            : mine.Count == 1 && !moves ? "Use -Move to move it." : null;
        if (next is null)
        {
            return;
        }

        var orders = string.Join(" and ", mine.Select(binding => binding.Order));
        var same = sequence.FirstOrDefault(other => !mine.Contains(other) && mine.Exists(binding => HasOrderOf(binding, other)));
        var tie = same is null ? string.Empty
            : $"Stage '{same.NameStage()}' has the same order, so authentik can run either of them first. ";
        throw new InputException(
            InputProblem.InvalidValue,
            $"Stage '{stage}' is in the flow '{flow.Slug}' already, with the order {orders}, and not {place}. {tie}Nothing was changed. "
                + next,
            $"{stage}");
    }

    // Two with the same number aren't in a certain order, so neither is in its place.
    private static bool IsAt(IReadOnlyList<FlowStageBinding> sequence, FlowStageBinding binding, StagePlace place)
    {
        var rest = sequence.Where(other => Equals(other.Stage, binding.Stage) || !place.IsNext(other)).ToList();
        var neighbor = rest.IndexOf(binding) + place.Side switch { StageSide.Before or StageSide.Last => 1, _ => -1 };
        var beside = neighbor >= 0 && neighbor < rest.Count ? rest[neighbor] : null;
        return (beside is null ? place.Anchor is null : place.IsAnchor(beside)) && sequence.Count(other => HasOrderOf(binding, other)) == 1;
    }

    private static bool HasOrderOf(FlowStageBinding one, FlowStageBinding other) => (one.Order ?? 0) == (other.Order ?? 0);

    // The stages that are put there next stay on the other side of this one.
    private static int FindPosition(Flow flow, List<FlowStageBinding> others, StagePlace place)
    {
        var rest = others.Where(other => !place.IsNext(other)).ToList();
        var position = FindAmong(flow, rest, place);
        return place.Side is StageSide.Before or StageSide.Last
            ? position == 0 ? 0 : others.IndexOf(rest[position - 1]) + 1
            : position == rest.Count ? others.Count : others.IndexOf(rest[position]);
    }

    private static int FindAmong(Flow flow, List<FlowStageBinding> others, StagePlace place)
    {
        if (place.Anchor is null)
        {
            return place.Side == StageSide.First ? 0 : others.Count;
        }

        var found = others.Where(place.IsAnchor).ToList();
        return found.Count == 1 ? others.IndexOf(found[0]) + (place.Side == StageSide.After ? 1 : 0) : throw new InputException(
            found.Count == 0 ? InputProblem.NotFound : InputProblem.Ambiguous,
            found.Count == 0
                ? $"Stage '{place.AnchorName}' isn't in the flow '{flow.Slug}'. Nothing was changed. Its stages are: "
                    + $"{string.Join(", ", others.Select(binding => binding.NameStage()))}."
                : $"Stage '{place.AnchorName}' is in the flow '{flow.Slug}' more than once. Nothing was changed. Specify the stage binding "
                    + $"instead of the stage; Get-AuthentikFlowStageBinding -Target {flow.Slug} lists them.",
            place.AnchorName);
    }

    private IReadOnlyList<FlowPlace> ShowPlaces(
        List<FlowStageBinding> others, IReadOnlyList<(int Position, int Order)> changes, int position, FlowPlace own)
    {
        var numbers = changes.ToDictionary(change => change.Position, change => change.Order);
        var places = others.Select((binding, index) => FlowSequence.Show(
            numbers.GetValueOrDefault(index, (binding.Order ?? 0)), binding.NameStage(), binding.StageObj, client.Session.Book)).ToList();
        places.Insert(position, own);
        return places;
    }
}
