using Authentik.Access;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// Makes the users of a group equal to a list: reads the group, compares, and adds and removes what differs. Child groups aren't touched.
/// The users are added and removed one by one, because a list that replaces all would take out what somebody else adds meanwhile.
/// </summary>
internal sealed class GroupMemberSync(JobClient client)
{
    // Wrong lists are usually much too short.
    private const int DefaultShare = 3;

    private readonly OwnAccess access = new(client.Api);

    /// <summary>Compares a group with a list, and plans for each user.</summary>
    /// <param name="identity">The group.</param>
    /// <param name="wanted">The users who are to be in it.</param>
    /// <param name="maxRemove">How many may be removed; null for a third of the members, but at least one.</param>
    /// <param name="isForced">True if any number may be removed, and the caller's own access isn't checked.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">The group isn't there, or more would be removed than is allowed.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<JobPlan<SyncedGroupMember>>> PlanAsync(
        Identity identity, IReadOnlyCollection<Identity> wanted, int? maxRemove, bool isForced, CancellationToken cancellation)
    {
        var group = (Group)await client.Of(Resources.Group).Reader.FindAsync(identity, cancellation);
        var inGroup = new Dictionary<string, object?> { ["groups_by_pk"] = new[] { Resources.Group.MakeIdentity(group) } };
        var current = await client.ReadAllAsync<User>(Resources.User, inGroup, cancellation);
        var (found, unknown) = await FindAsync(wanted, current, cancellation);
        var added = found.Where(user => !current.Any(member => member.Pk == user.Pk)).ToList();
        var removed = current.Where(member => !found.Any(user => user.Pk == member.Pk)).ToList();
        if (!isForced)
        {
            RequireFew(group, current.Count, removed.Count, maxRemove);
        }

        return
        [
            .. unknown.Select(one => PlanUnknown(group, one.Name, one.Why)),
            .. added.Select(user => PlanChange(group, user, MemberChangeKind.Added)),
            .. await PlanRemovalsAsync(group, removed, isForced, cancellation),
            .. current.Except(removed).Select(user => Plan(group, user, MemberChangeKind.Unchanged)),
        ];
    }

    // Who is in the group is known already, so only the others are looked up.
    private async Task<(List<User> Found, List<(string Name, Exception Why)> Unknown)> FindAsync(
        IReadOnlyCollection<Identity> wanted, IReadOnlyList<User> current, CancellationToken cancellation)
    {
        var byName = current.ToDictionary(user => user.Username!, StringComparer.Ordinal);
        var found = new Dictionary<int, User>();
        var unknown = new List<(string, Exception)>();
        foreach (var one in wanted.DistinctBy(one => one.ToString()))
        {
            try
            {
                var user = one is { IsId: false, Value: string name } && byName.TryGetValue(name, out var member)
                    ? member
                    : (User)await client.Of(Resources.User).Reader.FindAsync(one, cancellation);
                found[user.Pk!.Value] = user;
            }
            catch (InputException missing) when (missing.Problem is InputProblem.NotFound or InputProblem.Ambiguous)
            {
                unknown.Add((one.ToString(), missing));
            }
        }

        return ([.. found.Values], unknown);
    }

    private static void RequireFew(Group group, int members, int removed, int? maxRemove)
    {
        if (removed > 0 && removed == members)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"None of the {members} users in the group '{group}' is in the list, so the group would lose all of them. Nothing was "
                    + "changed. Check the list, or use -Force to continue.",
                group.ToString());
        }

        var most = maxRemove ?? Math.Max(1, members / DefaultShare);
        if (removed > most)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"{removed} of the {members} users in the group '{group}' aren't in the list, and at most {most} may be removed. Nothing "
                    + $"was changed. Check the list with -WhatIf -MaxRemove {removed}, and use -MaxRemove {removed} or -Force to continue.",
                group.ToString());
        }
    }

    private static JobPlan<SyncedGroupMember> PlanUnknown(Group group, string name, Exception why)
    {
        var plan = Plan(group, name, user: null, MemberChangeKind.Unknown);
        plan.Result.Fail(why);
        return plan;
    }

    private JobPlan<SyncedGroupMember> PlanChange(Group group, User user, MemberChangeKind change)
    {
        var plan = Plan(group, user, change);
        var (holder, id) = (Resources.Group.MakeIdentity(group), user.Pk!.Value);
        if (change == MemberChangeKind.Added)
        {
            plan.Add($"Add to the group '{group}'", token => client.AddMemberAsync(holder, $"{group}", id, token));
        }
        else
        {
            plan.Add($"Remove from the group '{group}'", token => client.RemoveMemberAsync(holder, $"{group}", id, token));
        }

        return plan;
    }

    private async Task<IReadOnlyList<JobPlan<SyncedGroupMember>>> PlanRemovalsAsync(
        Group group, IReadOnlyList<User> removed, bool isForced, CancellationToken cancellation)
    {
        var plans = new List<JobPlan<SyncedGroupMember>>();
        foreach (var user in removed)
        {
            var loss = isForced ? null : await access.FindLossAsync(group.Pk!.Value, user, cancellation);
            var plan = loss is null ? PlanChange(group, user, MemberChangeKind.Removed) : Plan(group, user, MemberChangeKind.Removed);
            if (loss is not null)
            {
                plan.Result.Fail(loss.Refuse(user.ToString()));
            }

            plans.Add(plan);
        }

        return plans;
    }

    private static JobPlan<SyncedGroupMember> Plan(Group group, User user, MemberChangeKind change) =>
        Plan(group, user.Username!, user, change);

    private static JobPlan<SyncedGroupMember> Plan(Group group, string name, User? user, MemberChangeKind change) => new(
        $"User '{name}'",
        new SyncedGroupMember { Subject = user, Group = group.ToString(), Username = name, Change = change });
}
