using Authentik.Access;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>Plans what a row changes of a user who exists.</summary>
internal sealed class UserChangePlanner(
    JobClient client, UserImportOptions options, NamedObjects groups, UserWriter writer, UserSecrets secrets)
{
    private readonly OwnAccess access = new(client.Api);

    /// <summary>Plans what differs.</summary>
    /// <param name="plan">The plan, still empty.</param>
    /// <param name="row">The row.</param>
    /// <param name="user">Its user.</param>
    /// <param name="wantedGroups">The groups of the row.</param>
    /// <param name="wantedRoles">The roles of the row.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A value can't be sent, or the caller would lose its access.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ImportedUser>> PlanAsync(
        JobPlan<ImportedUser> plan,
        UserRow row,
        StoredUser user,
        IReadOnlyList<NamedObject> wantedGroups,
        IReadOnlyList<NamedObject> wantedRoles,
        CancellationToken cancellation)
    {
        if (options.ResetsPasswords)
        {
            secrets.RequireAddress(row, row.Find("email") ?? user.Email);
        }

        var comparison = UserComparison.Compare(row, user);
        writer.Require(comparison);
        var removed = options.HasExactGroups && row.Groups is not null
            ? user.Groups.Where(id => wantedGroups.All(group => group.Id != id)).ToList()
            : [];
        await GuardAsync(user, comparison, removed, cancellation);

        plan.Result.User = user.MakeObject(client.Session);
        var added = wantedGroups.Where(group => group.Id is not { } id || !user.Groups.Contains(id)).ToList();
        NamedObject.AddCreations(plan, added);
        if (comparison.Changes.Count > 0)
        {
            plan.Add(
                $"Change {string.Join(", ", comparison.Changes.Select(change => change.Describe()))}",
                token => writer.ChangeAsync(user.Pk, comparison, plan.Result, token));
        }

        AddMemberships(plan, user, added, removed);
        AddRoles(plan, user, wantedRoles);
        if (options.ResetsPasswords)
        {
            secrets.AddSteps(plan, row, isNew: false);
        }

        return plan;
    }

    private async Task GuardAsync(StoredUser user, UserComparison comparison, List<Guid> removed, CancellationToken cancellation)
    {
        if (options.IsForced || user.Pk != client.Session.UserId)
        {
            return;
        }

        var own = Resources.User.MakeIdentity(user.Pk, isId: true);
        var loss = await access.FindLossAsync(AccessChange.Set(own, comparison.Values), cancellation);
        foreach (var group in removed)
        {
            loss ??= await access.FindLossAsync(group, user.MakeObject(client.Session), cancellation);
        }

        if (loss is not null)
        {
            throw loss.Refuse(user.Username);
        }
    }

    private void AddMemberships(JobPlan<ImportedUser> plan, StoredUser user, IReadOnlyList<NamedObject> added, List<Guid> removed)
    {
        foreach (var group in added)
        {
            plan.Add($"Add to the group '{group.Name}'", async token =>
            {
                var holder = Resources.Group.MakeIdentity(await group.RequireAsync(token), isId: true);
                await client.AddMemberAsync(holder, group.Name, user.Pk, token);
                plan.Result.AddedGroups = [.. plan.Result.AddedGroups, group.Name];
            });
        }

        foreach (var id in removed)
        {
            var name = groups.NameOf(id);
            plan.Add($"Remove from the group '{name}'", async token =>
            {
                await client.RemoveMemberAsync(Resources.Group.MakeIdentity(id, isId: true), name, user.Pk, token);
                plan.Result.RemovedGroups = [.. plan.Result.RemovedGroups, name];
            });
        }
    }

    private void AddRoles(JobPlan<ImportedUser> plan, StoredUser user, IReadOnlyList<NamedObject> wanted)
    {
        foreach (var role in wanted.Where(role => !user.Roles.Contains(role.Id!.Value)))
        {
            plan.Add($"Add the role '{role.Name}'", async token =>
            {
                await client.AddMemberAsync(Resources.Role.MakeIdentity(role.Id!.Value, isId: true), role.Name, user.Pk, token);
                plan.Result.AddedRoles = [.. plan.Result.AddedRoles, role.Name];
            });
        }
    }
}
