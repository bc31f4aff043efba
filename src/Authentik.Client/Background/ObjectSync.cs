using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Background;

/// <summary>
/// Starts the synchronization of a source or provider. From 2025.8 on, that's a schedule of the object. Older servers do it whenever the
/// object is saved, which is also what authentik's own interface makes use of.
/// </summary>
internal sealed class ObjectSync(ApiClient api, Identity target)
{
    private const string ScheduleNoun = "TaskSchedule";
    private readonly Resource schedules = api.Session.Book[ScheduleNoun];

    /// <summary>Starts it, and returns the work.</summary>
    /// <exception cref="InputException">The object isn't one that the server synchronizes now.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<BackgroundWork> StartAsync(CancellationToken cancellation)
    {
        RequireReady(await new ResourceClient(api, target.Resource).Reader.GetAsync(target, cancellation));
        if (!api.Call.Gate.IsPossible(schedules.Versions))
        {
            var path = await new Lookup(api).FindPathAsync(target, cancellation);
            var status = new SyncStatusWork(api, $"{path}sync/status/");
            await status.PrepareAsync(cancellation);
            (await api.WriteAsync(HttpMethod.Patch, path, new JsonObject(), cancellation)).Dispose();
            return status;
        }

        var client = new ResourceClient(api, schedules);
        var schedule = await FindScheduleAsync(client.Lister, cancellation);
        var tasks = new StartedTasks(api, schedule);
        await tasks.PrepareAsync(cancellation);
        await client.Writer.PostAsync(schedule, "send", [], cancellation);
        return tasks;
    }

    // Of a source's schedules, another one only checks the connection.
    private async Task<Identity> FindScheduleAsync(ResourceLister lister, CancellationToken cancellation)
    {
        var query = new ListQuery(schedules);
        RelatedFilters.Fill(query, target, api.Session.ServerVersion);
        await foreach (var chunk in lister.ListAsync(query, skip: 0, first: null, cancellation))
        {
            var found = chunk.Objects.FirstOrDefault(Synchronizes);
            if (found is not null)
            {
                return schedules.MakeIdentity(found);
            }
        }

        throw new InputException(
            InputProblem.NotFound,
            $"authentik has no schedule that synchronizes the {target.Resource.Title} '{target}'. "
                + "A worker creates it shortly after the object; check that one runs with Get-AuthentikWorker.",
            target);
    }

    private static bool Synchronizes(AuthentikObject schedule) =>
        schedule.ValueOf("actor_name")?.ToString()?.EndsWith("_sync", StringComparison.Ordinal) == true;

    // The server would do nothing, and say so at most in a log.
    private void RequireReady(AuthentikObject found)
    {
        if (found.ValueOf("enabled") is false)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The {target.Resource.Title} '{target}' is disabled, so authentik doesn't synchronize it. "
                    + $"To enable it, use Set-Authentik{target.Resource.Noun} -Enabled $true.",
                target);
        }

        string[] applications = ["assigned_application_slug", "assigned_backchannel_application_slug"];
        if (applications.Any(found.Has) && applications.All(field => string.IsNullOrEmpty(found.ValueOf(field)?.ToString())))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The {target.Resource.Title} '{target}' isn't a provider of any application, so authentik doesn't synchronize it. "
                    + "To assign it, use Set-AuthentikApplication -BackchannelProvider.",
                target);
        }
    }
}
