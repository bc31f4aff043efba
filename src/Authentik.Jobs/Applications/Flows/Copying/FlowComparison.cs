using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>Compares a flow that is there already with the one that it was copied from.</summary>
internal sealed class FlowComparison(JobClient client, FlowTemplate source, FlowTemplate copy, FlowCopyRequest request)
{
    private static readonly string[] FlowFields =
        ["designation", "layout", "policy_engine_mode", "authentication", "compatibility_mode", "denied_action"];

    private static readonly string[] StageFields =
        ["order", "evaluate_on_plan", "re_evaluate_policies", "policy_engine_mode", "invalid_response_action"];

    // Whether the policies are the same depends on whether they are copied, too.
    private static readonly string[] PolicyFields = [.. CopiedValues.BindingFields.Except(["policy"])];

    /// <summary>What is different, in a few words each; nothing for a copy.</summary>
    public IReadOnlyList<string> List() =>
    [
        .. from name in FlowFields.Where(name => Differs(source.Flow, copy.Flow, name)) select Resources.Flow.GetField(name).Property,
        .. CompareText("Name", request.Name, copy.Flow.Name),
        .. CompareText("Title", request.Title ?? source.Flow.Title, copy.Flow.Title),
        .. CompareStages(),
        .. AreSame([.. source.OwnPolicies], [.. copy.OwnPolicies]) ? [] : new[] { "the policies of the flow" },
    ];

    private static IEnumerable<string> CompareText(string name, string? wanted, string? stored) => wanted == stored ? [] : [name];

    private IEnumerable<string> CompareStages()
    {
        if (source.Sequence.Count != copy.Sequence.Count)
        {
            return [$"{copy.Sequence.Count} stages instead of {source.Sequence.Count}"];
        }

        return source.Sequence.Zip(copy.Sequence)
            .Where(pair => !IsStage(pair.First, pair.Second)
                || StageFields.Any(name => Differs(pair.First, pair.Second, name))
                || !AreSame([.. source.ListPolicies(pair.First)], [.. copy.ListPolicies(pair.Second)]))
            .Select(pair => $"the stage '{pair.Second.NameStage()}', its settings or its policies");
    }

    private bool IsStage(FlowStageBinding one, FlowStageBinding other) =>
        IsPart(one.StageObj, one.Stage, other.StageObj, other.Stage, request.CopiesStages);

    private bool AreSame(List<PolicyBinding> some, List<PolicyBinding> others) => some.Count == others.Count
        && some.Zip(others).All(pair => PolicyFields.All(name => !Differs(pair.First, pair.Second, name))
            && IsPart(pair.First.PolicyObj, pair.First.Policy, pair.Second.PolicyObj, pair.Second.Policy, request.CopiesPolicies));

    // What can't be copied is shared.
    private bool IsPart(AuthentikObject? one, Guid? id, AuthentikObject? other, Guid? otherId, bool isCopied) => id == otherId
        ? !isCopied || one is null || !IsCopyable(one)
        : isCopied && one is not null && other is not null && $"{other}" == FlowParts.NameCopy(request.Slug, one);

    private bool IsCopyable(AuthentikObject part) =>
        client.Session.Book.TryFindModel(part.ValueOf(Resource.ModelField) as string, out var kind)
            && !FlowPart.CanHaveHiddenSecret(client, kind);

    private static bool Differs(AuthentikObject one, AuthentikObject other, string field) =>
        !Equals(one.ValueOf(field), other.ValueOf(field));
}
