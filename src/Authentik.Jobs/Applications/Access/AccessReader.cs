using System.Runtime.CompilerServices;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>An application and its bindings.</summary>
internal sealed record AccessTarget(Application Application, AccessRules Rules)
{
    /// <summary>What its rows say.</summary>
    public SharedTexts Texts { get; } = new(Rules);

    /// <inheritdoc/>
    public override string ToString() => Application.Name ?? Application.Slug ?? string.Empty;
}

/// <summary>
/// Reads what decides about access: applications, bindings, groups and users. Each is listed once; groups are listed only if one is bound,
/// and never with their members, because users have the list of their groups.
/// </summary>
internal sealed class AccessReader(JobClient client)
{
    // All bindings are listed if this takes fewer requests.
    private const int MostTargets = 400;

    private GroupPaths? groups;
    private bool? isOpenByDefault;

    /// <summary>Applications that were specified, or all, with their bindings.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<AccessTarget>> ReadTargetsAsync(
        IReadOnlyList<Application>? specified, CancellationToken cancellation)
    {
        var applications = specified ?? await client.ReadAllAsync<Application>(Resources.Application, null, cancellation);
        var bindings = await ReadBindingsAsync(applications, areAll: specified is null, cancellation);
        var hasGroup = bindings.Values.Any(some => some.Any(one => one is { IsEnabled: true, Subject.Kind: SubjectKind.Group }));
        var paths = hasGroup ? await ReadGroupsAsync(cancellation) : new GroupPaths([], version: null);
        var hasOpen = applications.Any(one => bindings[one.Pk!.Value].TrueForAll(binding => !binding.IsEnabled));
        var engine = EngineRules.Create(client.Session.ServerVersion, !hasOpen || await IsOpenByDefaultAsync(cancellation));
        return
        [
            .. applications.Select(one =>
                new AccessTarget(one, new AccessRules(one.PolicyEngineMode, bindings[one.Pk!.Value], paths, engine))),
        ];
    }

    /// <summary>One application for a change, which can make it open or give it a binding of a group.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AccessTarget> ReadTargetAsync(Application application, CancellationToken cancellation)
    {
        var bindings = await ReadBindingsAsync([application], areAll: false, cancellation);
        var engine = EngineRules.Create(client.Session.ServerVersion, await IsOpenByDefaultAsync(cancellation));
        return new AccessTarget(application, new AccessRules(
            application.PolicyEngineMode, bindings[application.Pk!.Value], await ReadGroupsAsync(cancellation), engine));
    }

    /// <summary>All groups, without their members.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<GroupPaths> ReadGroupsAsync(CancellationToken cancellation)
    {
        if (groups is null)
        {
            // Servers send the ids of all members with a group. They aren't kept.
            var nodes = new List<PlacedGroup>();
            await foreach (var group in client.ListAsync<Group>(Resources.Group, null, cancellation))
            {
                nodes.Add(PlacedGroup.Read(group));
            }

            groups = new GroupPaths(nodes, client.Session.ServerVersion);
        }

        return groups;
    }

    /// <summary>All users, page by page. Those in the same groups share the list of these.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async IAsyncEnumerable<AccessPerson> ListPeopleAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var shared = new SharedGroups();
        await foreach (var user in client.ListAsync<User>(Resources.User, null, cancellation))
        {
            yield return shared.Share(AccessPerson.Read(user));
        }
    }

    /// <summary>The active users who count as members of a group, each once.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<AccessPerson>> ReadMembersAsync(GroupMembership membership, CancellationToken cancellation)
    {
        var people = new Dictionary<int, AccessPerson>();
        foreach (var some in membership.Groups.Chunk(JobClient.IdsPerRequest))
        {
            var filters = new Dictionary<string, object?>
            {
                ["groups_by_pk"] = some.Select(id => Resources.Group.MakeIdentity(id)).ToArray(),
                ["is_active"] = true,
            };
            await foreach (var user in client.ListAsync<User>(Resources.User, filters, cancellation))
            {
                people[user.Pk!.Value] = AccessPerson.Read(user);
            }
        }

        return [.. people.Values];
    }

    /// <summary>How many users are active.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<int> CountActiveAsync(CancellationToken cancellation) =>
        client.CountAsync(Resources.User, new Dictionary<string, object?> { ["is_active"] = true }, cancellation);

    // Bindings of flows, stages and sources are in the same list.
    private async Task<Dictionary<Guid, List<AccessBinding>>> ReadBindingsAsync(
        IReadOnlyList<Application> applications, bool areAll, CancellationToken cancellation)
    {
        var found = applications.ToDictionary(one => one.Pk!.Value, _ => new List<AccessBinding>());
        var isListed = areAll || applications.Count > MostTargets;
        foreach (var some in isListed ? [[]] : applications.Chunk(JobClient.IdsPerRequest))
        {
            var filters = isListed ? null : FilterBy(some);
            await foreach (var one in client.ListAsync<PolicyBinding>(Resources.PolicyBinding, filters, cancellation))
            {
                if (one.Target is { } target && found.TryGetValue(target, out var bindings))
                {
                    bindings.Add(AccessBinding.Read(one, client.Now));
                }
            }
        }

        return found;
    }

    private static Dictionary<string, object?> FilterBy(IReadOnlyList<Application> applications) => applications.Count == 1
        ? new() { ["target"] = applications[0].Pk!.Value }
        : new() { ["target_in"] = applications.Select(one => one.Pk!.Value).ToArray() };

    private async Task<bool> IsOpenByDefaultAsync(CancellationToken cancellation)
    {
        if (isOpenByDefault is { } known)
        {
            return known;
        }

        var isOpen = await DefaultAccess.ReadAsync(client, cancellation);
        isOpenByDefault = isOpen;
        return isOpen;
    }
}
