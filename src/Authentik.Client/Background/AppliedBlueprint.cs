using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Background;

/// <summary>A blueprint that is being applied. A server before 2025.8 has done it when it responds; a newer one starts a task.</summary>
internal sealed class AppliedBlueprint(ApiClient api, Identity target) : BackgroundWork
{
    private readonly ResourceReader reader = new ResourceClient(api, target.Resource).Reader;
    private readonly StartedTasks? tasks =
        api.Call.Gate.IsPossible(api.Session.Book[BackgroundTasks.Noun].Versions) ? new StartedTasks(api, target) : null;

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellation)
    {
        // The server notes a disabled one as applied, and does nothing.
        var blueprint = await reader.GetAsync(target, cancellation);
        if (blueprint.ValueOf("enabled") is false)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The blueprint '{target}' is disabled, so authentik doesn't apply it. "
                    + "To enable it, use Set-AuthentikBlueprint -Enabled $true.",
                target);
        }

        await (tasks?.PrepareAsync(cancellation) ?? Task.CompletedTask);
    }

    /// <inheritdoc/>
    public override async Task<WorkState> ReadAsync(CancellationToken cancellation)
    {
        var work = tasks is null ? null : await tasks.ReadAsync(cancellation);
        if (work is { IsFinished: false })
        {
            return work;
        }

        var blueprint = await reader.GetAsync(target, cancellation);
        var status = blueprint.ValueOf("status")?.ToString() ?? "unknown";
        var hasFailed = work?.HasFailed == true || status is not "successful";
        var shown = work?.HasFailed == true ? work.Status : status;
        return new WorkState(IsFinished: true, hasFailed, shown, [blueprint], work?.Log ?? [])
        {
            Reason = work?.Reason,
        };
    }
}
