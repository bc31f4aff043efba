using Authentik.Book;
using Authentik.Http;

namespace Authentik.Configuration;

/// <summary>
/// What is left to do after an apply for objects that authentik creates itself, such as schedules. They come with other objects, and when
/// one of those is saved, authentik resets some of their fields, also of schedules that nobody wanted to change.
/// </summary>
/// <param name="api">The server.</param>
/// <param name="wanted">The wanted configuration.</param>
/// <param name="former">The server's before the apply.</param>
internal sealed class FollowUp(ApiClient api, ConfigurationGraph wanted, ConfigurationGraph former)
{
    private readonly IReadOnlyList<Resource> kinds = [.. ConfigurationKinds.List(api).Where(IsOwn)];

    /// <summary>True if authentik creates the objects of a kind, and nobody else can.</summary>
    public static bool IsOwn(Resource kind) =>
        !kind.IsSingle && kind.Operations.HasFlag(Operations.Set) && !kind.Operations.HasFlag(Operations.New);

    /// <summary>Reads these objects again, and plans how they become as they're wanted, or else as they were.</summary>
    /// <param name="left">Objects that stay as they are, because somebody said no, or the server did.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server failed, or no response arrived.</exception>
    public async Task<(ConfigurationPlan Plan, ServerState Existing)> PlanAsync(
        IReadOnlySet<ObjectKey> left, CancellationToken cancellation)
    {
        using var reader = new ServerReader(api, new ReadConfiguration { Kinds = kinds });
        var existing = await reader.ReadAsync(cancellation);
        var meant = new ConfigurationGraph(wanted.Book);
        foreach (var one in wanted.Objects.Concat(former.Objects).Where(one => kinds.Contains(one.Resource) && !left.Contains(one.Key)))
        {
            meant.Add(one);
        }

        return (new ConfigurationPlanner(meant, existing.Graph, _ => false).Plan(_ => false), existing);
    }
}
