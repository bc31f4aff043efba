using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// Gives a service account its roles. Before authentik 2025.12, users have no roles, and a role can be in one group only. So the account
/// gets a group of its own there, which has the roles.
/// </summary>
internal sealed class ServiceAccountRights(JobClient client, PermissionNames permissions)
{
    private const string RolesField = "roles";

    private bool UsersHaveRoles => client.Gate.IsPossible(Resources.User.GetField(RolesField).Versions);

    /// <summary>Plans what the account lacks.</summary>
    /// <param name="plan">The plan of the account, which creates it if it's new.</param>
    /// <param name="request">What the account is to have.</param>
    /// <param name="roles">The roles that it's to have, beside its own.</param>
    /// <param name="user">The account; null if it's new.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A role or group of its name isn't its own, or a role can't be given to it.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task AddAsync(
        JobPlan<ServiceAccount> plan,
        ServiceAccountRequest request,
        IReadOnlyList<Role> roles,
        User? user,
        CancellationToken cancellation)
    {
        var hasRights = roles.Count > 0 || request.Permissions.Count > 0;
        var needsGroup = request.CreatesGroup || (hasRights && !UsersHaveRoles);
        var group = needsGroup ? await FindOwnGroupAsync(request.Name, roles, user, cancellation) : null;
        plan.Result.GroupPk = group?.Pk?.ToString();
        var held = UsersHaveRoles ? user?.Roles : group?.Roles;
        var given = roles.Select(role => new GivenRole(role.Name!, role)).ToList();
        if (request.Permissions.Count > 0)
        {
            given.Add(await new OwnRole(client, permissions).AddAsync(plan, request.Permissions, held, cancellation));
        }

        plan.Result.Roles = [.. given.Select(one => one.Name)];
        var missing = given.Where(one => !one.IsIn(held)).ToList();
        var comesWithAccount = request.CreatesGroup && user is null;
        if (needsGroup && group is null && !comesWithAccount)
        {
            AddGroup(plan, UsersHaveRoles ? [] : missing);
        }
        else if (!UsersHaveRoles && missing.Count > 0)
        {
            AddGroupRoles(plan, missing, group);
        }

        if (UsersHaveRoles)
        {
            missing.ForEach(role => AddUserRole(plan, role, isNew: user is null));
        }
    }

    private async Task<Group?> FindOwnGroupAsync(string name, IReadOnlyList<Role> roles, User? user, CancellationToken cancellation)
    {
        var group = await client.FindAsync<Group>(Resources.Group, name, cancellation);
        if (group is not null && user?.Groups?.Contains(group.Pk!.Value) != true)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The group '{name}' exists already, and the account isn't in it. Nothing was changed. Remove it with "
                    + $"Remove-AuthentikGroup '{name}' if nobody needs it, or use -Group '{name}'.",
                name);
        }

        if (!UsersHaveRoles && roles.Count > 0)
        {
            await RequireFreeAsync(roles, group, cancellation);
        }

        return group;
    }

    private async Task RequireFreeAsync(IReadOnlyList<Role> roles, Group? own, CancellationToken cancellation)
    {
        await foreach (var other in client.ListAsync<Group>(Resources.Group, cancellation: cancellation))
        {
            if (other.Pk != own?.Pk && roles.FirstOrDefault(role => other.Roles?.Contains(role.Pk!.Value) == true) is { } role)
            {
                throw new InputException(
                    InputProblem.InvalidValue,
                    $"The role '{role}' belongs to the group '{other}', and before authentik 2025.12 a role can be in one group only. "
                        + $"Nothing was changed. Use -Group '{other}', which gives the account everything that the group has, or "
                        + "-Permission.",
                    role.Name);
            }
        }
    }

    private void AddUserRole(JobPlan<ServiceAccount> plan, GivenRole role, bool isNew) => plan.Add(
        new JobStep($"Give it the role '{role.Name}'", token =>
            client.AddMemberAsync(Identify(role), role.Name, plan.Result.UserPk!.Value, token))
        {
            UndoAsync = isNew
                ? ServiceAccountCreation.UndoneWithAccount
                : token => client.RemoveMemberAsync(Identify(role), role.Name, plan.Result.UserPk!.Value, token),
        });

    private static Identity Identify(GivenRole role) => Resources.Role.MakeIdentity(role.Role!);

    private void AddGroup(JobPlan<ServiceAccount> plan, List<GivenRole> roles)
    {
        var name = plan.Result.Username;
        var with = roles.Count == 0 ? "the account in it" : $"the account and {DescribeRoles(roles)} in it";
        plan.Add(new JobStep($"Create the group '{name}' with {with}", token => CreateGroupAsync(plan.Result, roles, token))
        {
            IsNeeded = true,
            UndoAsync = async token =>
            {
                await client.Of(Resources.Group).Remover.RemoveAsync(FindGroup(plan.Result), token);
                plan.Result.GroupPk = null;
            },
        });
    }

    private async Task CreateGroupAsync(ServiceAccount account, List<GivenRole> roles, CancellationToken cancellation)
    {
        var group = await client.CreateAsync<Group>(
            Resources.Group,
            new Dictionary<string, object?>
            {
                ["name"] = account.Username,
                ["users"] = new[] { Resources.User.MakeIdentity(account.Account!) },
                [RolesField] = roles.Select(Identify).ToArray(),
            },
            cancellation);
        account.GroupPk = group.Pk?.ToString();
    }

    private void AddGroupRoles(JobPlan<ServiceAccount> plan, List<GivenRole> roles, Group? group)
    {
        IReadOnlyList<Guid> before = group?.Roles is { } stored ? stored : [];
        plan.Add(new JobStep(
            $"Give the group '{plan.Result.Username}' {DescribeRoles(roles)}",
            token => SetRolesAsync(plan.Result, [.. before, .. roles.Select(role => role.Role!.Pk!.Value)], token))
        {
            UndoAsync = group is null
                ? ServiceAccountCreation.UndoneWithAccount
                : token => SetRolesAsync(plan.Result, before, token),
        });
    }

    private Task SetRolesAsync(ServiceAccount account, IReadOnlyList<Guid> roles, CancellationToken cancellation)
    {
        var values = new Dictionary<string, object?>
        {
            [RolesField] = roles.Select(id => Resources.Role.MakeIdentity(id, isId: true)).ToArray(),
        };
        return client.Of(Resources.Group).Writer.SetAsync(
            FindGroup(account), JobClient.MakeValues(Resources.Group, values), cancellation);
    }

    private static string DescribeRoles(List<GivenRole> roles) =>
        $"the {(roles.Count == 1 ? "role" : "roles")} {string.Join(", ", roles.Select(role => $"'{role.Name}'"))}";

    private static Identity FindGroup(ServiceAccount account) =>
        Resources.Group.MakeIdentity(Guid.Parse(account.GroupPk!), isId: true);
}
