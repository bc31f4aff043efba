using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// Puts users back into their groups, but not into one that gives more than when the record was written: whoever changed the group since
/// didn't know of them.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="isForced">True if they get more all the same.</param>
internal sealed class RestoredGroups(JobClient client, bool isForced)
{
    private readonly Dictionary<Guid, Group?> known = [];

    /// <summary>Plans the memberships that are missing. One that gives more is noted in the result.</summary>
    public async Task AddAsync(
        JobPlan<RestoredUser> plan, User user, IReadOnlyList<RecordedUser> records, CancellationToken cancellation)
    {
        var wasSuperuser = records.Any(one => one.IsSuperuser);
        foreach (var one in records.SelectMany(one => one.Groups).DistinctBy(one => one.Pk).ExceptBy(user.Groups ?? [], one => one.Pk))
        {
            var step = $"Join the group '{one.Name}'";
            try
            {
                if (!isForced && !wasSuperuser && await MakesSuperuserAsync(one.Pk, [], cancellation))
                {
                    throw Refuse(one, user);
                }

                plan.Add(step, token =>
                    client.AddMemberAsync(Resources.Group.MakeIdentity(one.Pk), one.Name, user.Pk!.Value, token));
            }
            catch (Exception failure) when (JobFailure.CanTell(failure))
            {
                plan.Result.Fail(step, failure);
            }
        }
    }

    // A group passes on what the groups above it give. Newer servers don't prevent circles.
    private async Task<bool> MakesSuperuserAsync(Guid id, HashSet<Guid> seen, CancellationToken cancellation)
    {
        if (!seen.Add(id) || await FindAsync(id, cancellation) is not { } group)
        {
            return false;
        }

        foreach (var parent in group.IsSuperuser == true ? [] : GroupParents.Read(group))
        {
            if (await MakesSuperuserAsync(parent, seen, cancellation))
            {
                return true;
            }
        }

        return group.IsSuperuser == true;
    }

    private async Task<Group?> FindAsync(Guid id, CancellationToken cancellation) => known.TryGetValue(id, out var group)
        ? group
        : known[id] = await client.TryReadAgainAsync<Group>(Resources.Group.MakeIdentity(id, isId: true), cancellation);

    private static InputException Refuse(RecordedName group, User user) => new(
        InputProblem.InvalidValue,
        $"The group '{group.Name}' makes its members superusers, and user '{user.Username}' wasn't one when the record was written. The "
            + "user wasn't added to it. Use -Force to add the user.",
        user.Username);
}
