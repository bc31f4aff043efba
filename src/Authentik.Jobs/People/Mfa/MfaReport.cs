using System.Runtime.CompilerServices;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Says which second factors users have. A few users are asked for one by one. For more, all devices are listed once, which takes the
/// fewest requests; see <see cref="DeviceRegister"/>.
/// </summary>
internal sealed class MfaReport(JobClient client)
{
    // The lists of all kinds take 8 requests at least, and many pages on a large server.
    private const int MostSingle = 20;

    // Only servers before 2025.2 are asked so often.
    private const int MostAtOnce = 4;

    private static readonly string[] People = ["internal", "external"];

    private readonly UserDevices devices = new(client);
    private DeviceRegister? register;
    private GroupTree? tree;
    private int asked;

    /// <summary>The status of a user.</summary>
    /// <exception cref="InputException">The user can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<MfaStatus> GetAsync(Identity identity, CancellationToken cancellation)
    {
        var user = (User)await client.Of(Resources.User).Reader.FindAsync(identity, cancellation);
        return (await FindAsync([user], isWhole: false, cancellation))[0];
    }

    /// <summary>The status of all users, or of those in a group, page by page, with how many there are.</summary>
    /// <param name="group">The group; null for all users.</param>
    /// <param name="isRecursive">True if members of its child groups count, too.</param>
    /// <param name="withServices">True if service accounts count, too.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">The group can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async IAsyncEnumerable<(IReadOnlyList<MfaStatus> Rows, int? Total)> ListAsync(
        Identity? group, bool isRecursive, bool withServices, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var groups = group is null ? [] : await FindGroupsAsync(group, isRecursive, cancellation);
        var parts = group is null ? [[]] : groups.Chunk(JobClient.IdsPerRequest).ToList();
        var seen = parts.Count > 1 ? new HashSet<int>() : null;
        foreach (var part in parts)
        {
            var query = MakeQuery(part, withServices);
            await foreach (var (objects, total) in client.Of(Resources.User).Lister.ListAsync(query, 0, first: null, cancellation))
            {
                var users = objects.Cast<User>().Where(user => seen?.Add(user.Pk!.Value) ?? true).ToList();
                yield return (await FindAsync(users, isWhole: group is null, cancellation), parts.Count > 1 ? null : total);
            }
        }
    }

    private async Task<IReadOnlyList<Identity>> FindGroupsAsync(Identity group, bool isRecursive, CancellationToken cancellation)
    {
        var resource = client.Of(Resources.Group);
        var found = await resource.Reader.ResolveAsync(group, cancellation);
        if (!isRecursive)
        {
            return [found];
        }

        tree ??= await GroupTree.ReadAsync(resource.Lister, new ListQuery(Resources.Group), cancellation);
        return [found, .. tree.FindDescendants((Guid)found.FindId()!).Select(child => Resources.Group.MakeIdentity(child))];
    }

    private ListQuery MakeQuery(Identity[] groups, bool withServices)
    {
        var filters = new List<(string, object?)> { ("include_groups", false), ("include_roles", false) };
        if (groups.Length > 0)
        {
            filters.Add(("groups_by_pk", groups));
        }

        if (!withServices)
        {
            filters.Add(("type", People));
        }

        return client.MakeKnownQuery(Resources.User, filters);
    }

    private async Task<IReadOnlyList<MfaStatus>> FindAsync(IReadOnlyList<User> users, bool isWhole, CancellationToken cancellation)
    {
        asked += users.Count;
        if (register is null && (isWhole || asked > MostSingle))
        {
            await devices.RequireViewAsync(cancellation);
            register = await DeviceRegister.ReadAsync(client, devices, cancellation);
        }

        var rows = new MfaStatus[users.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, users.Count),
            new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellation },
            async (at, token) => rows[at] = Make(users[at], await FindAsync(users[at], token)));
        return rows;
    }

    private async ValueTask<IReadOnlyList<MfaDevice>> FindAsync(User user, CancellationToken cancellation)
    {
        if (register is { IsComplete: true })
        {
            return register.Find(user);
        }

        var found = await devices.ListAsync(user, cancellation);
        register?.Take(found);
        return [.. found.Select(DeviceRegister.Show).OfType<MfaDevice>()];
    }

    private static MfaStatus Make(User user, IReadOnlyList<MfaDevice> devices) => new()
    {
        Subject = user,
        Username = user.Username!,
        Name = user.Name,
        Email = user.Email,
        Devices = [.. devices],
        IsActive = user.IsActive,
        IsSuperuser = user.IsSuperuser,
    };
}
