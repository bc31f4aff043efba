using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Background;

/// <summary>A data export whose file the server is writing.</summary>
internal sealed class RunningExport(ApiClient api) : BackgroundWork
{
    // The task doesn't say which export it writes.
    private readonly StartedTasks tasks = new(api, query => query.Add(
        query.Resource.GetFilter("actor_name"), "authentik.enterprise.reports.tasks.generate_export"));

    private Identity? export;

    /// <inheritdoc/>
    public override Task PrepareAsync(CancellationToken cancellation) => tasks.PrepareAsync(cancellation);

    /// <inheritdoc/>
    public override void Begin(IReadOnlyList<object> returned) =>
        export = returned.OfType<AuthentikObject>().FirstOrDefault() is { Resource: { } resource } made
            ? resource.MakeIdentity(made)
            : null;

    /// <inheritdoc/>
    public override async Task<WorkState> ReadAsync(CancellationToken cancellation)
    {
        if (export is null)
        {
            return WorkState.Unseen;
        }

        var work = await tasks.ReadAsync(cancellation);
        var made = await new ResourceClient(api, export.Resource).Reader.GetAsync(export, cancellation);
        var isCompleted = made.ValueOf("completed") is true;
        var hasFailed = !isCompleted && work is { IsFinished: true, HasFailed: true };
        return new WorkState(isCompleted || hasFailed, hasFailed, work.Status, [made], work.Log);
    }
}
