using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>Makes the bindings again that named a user. Each stands for itself: what one was on may be gone meanwhile.</summary>
internal sealed class RestoredBindings(JobClient client)
{
    /// <summary>Plans the bindings that are missing. One that can't be made is noted in the result.</summary>
    public async Task AddAsync(
        JobPlan<RestoredUser> plan, User user, IReadOnlyList<RecordedUser> records, CancellationToken cancellation)
    {
        foreach (var one in records.SelectMany(one => one.Bindings).Distinct())
        {
            var step = $"Bind the user to {one.TargetName}";
            try
            {
                if (!await IsThereAsync(user, one, cancellation))
                {
                    plan.Add(step, token => CreateAsync(user, one, token));
                }
            }
            catch (Exception failure) when (JobFailure.CanTell(failure))
            {
                plan.Result.Fail(step, failure);
            }
        }
    }

    private async Task<bool> IsThereAsync(User user, RecordedBinding one, CancellationToken cancellation)
    {
        try
        {
            var filter = new Dictionary<string, object?> { ["target"] = one.Target };
            var current = await client.ReadAllAsync<PolicyBinding>(Resources.PolicyBinding, filter, cancellation);
            return current.Any(has => has.Target == one.Target && has.User == user.Pk && has.Negate == one.Negate);
        }
        catch (ApiException gone) when (IsTargetGone(gone))
        {
            throw TellGone(one);
        }
    }

    private async Task CreateAsync(User user, RecordedBinding one, CancellationToken cancellation)
    {
        try
        {
            await client.CreateAsync<PolicyBinding>(Resources.PolicyBinding, MakeBinding(user, one), cancellation);
        }
        catch (ApiException gone) when (IsTargetGone(gone))
        {
            throw TellGone(one);
        }
    }

    private static bool IsTargetGone(ApiException failure) =>
        failure.Kind == ApiErrorKind.Validation && failure.FieldErrors.ContainsKey("target");

    private static InputException TellGone(RecordedBinding one) => new(
        InputProblem.NotFound,
        $"The user can't be bound to {one.TargetName}, because it no longer exists. If another one took its place, bind the user to "
            + "that one.",
        one.TargetName);

    private static Dictionary<string, object?> MakeBinding(User user, RecordedBinding one) => new()
    {
        ["target"] = one.Target,
        ["user"] = Resources.User.MakeIdentity(user),
        ["order"] = one.Order,
        ["enabled"] = one.Enabled,
        ["negate"] = one.Negate,
        ["timeout"] = one.Timeout ?? 30,
        ["failure_result"] = one.FailureResult ?? false,
    };
}
