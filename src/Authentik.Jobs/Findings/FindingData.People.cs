using Authentik.Naming;

namespace Authentik.Jobs.Findings;

/// <summary>Groups, administrators and what they hold. The list of all users isn't read: it's long, and no rule needs it.</summary>
internal sealed partial class FindingData
{
    public Task<IReadOnlyList<Group>> Groups => ReadAsync<Group>(Resources.Group);

    /// <summary>Which groups are above which.</summary>
    public Task<GroupAncestors> Ancestors => OnceAsync(nameof(Ancestors), async () => new GroupAncestors(await Groups));

    public Task<IReadOnlyList<Role>> Roles => ReadAsync<Role>(Resources.Role);

    public Task<IReadOnlyList<Token>> Tokens => ReadAsync<Token>(Resources.Token);

    /// <summary>
    /// The superusers: who is in a superuser group, or in a group below one. The server's own filter leaves the latter out.
    /// </summary>
    public Task<IReadOnlyList<User>> Admins => OnceAsync(nameof(Admins), async () =>
    {
        var (groups, ancestors) = (await Groups, await Ancestors);
        var tops = groups.Where(group => group.IsSuperuser == true).Select(group => group.Pk!.Value).ToHashSet();
        return await ReadUsersAsync("groups_by_pk", [.. groups.Where(group => ancestors.Find(group).Overlaps(tops))]);
    });

    /// <summary>The superusers who are people and can sign in.</summary>
    public async Task<IEnumerable<User>> ListAdminPeopleAsync() =>
        (await Admins).Where(user => user.IsActive == true && user.Type is "internal" or "external");

    /// <summary>The superusers who have no second factor. No list has the owners of all devices, so each is asked for.</summary>
    public Task<IReadOnlyList<User>> AdminsWithoutDevice => OnceAsync<IReadOnlyList<User>>(nameof(AdminsWithoutDevice), async () =>
    {
        var without = new List<User>();
        foreach (var user in await ListAdminPeopleAsync())
        {
            var filter = new Dictionary<string, object?> { ["user"] = Resources.User.MakeIdentity(user) };
            var devices = await client.ReadAllAsync<AuthenticatorDevice>(Resources.AuthenticatorDevice, filter, cancellation);
            if (!devices.Any(SecondFactor.IsOne))
            {
                without.Add(user);
            }
        }

        return without;
    });

    /// <summary>The users who have one of these roles by themselves. Older servers give roles to groups only.</summary>
    public Task<IReadOnlyList<User>> ReadRoleHoldersAsync(IReadOnlyList<Role> roles) =>
        client.Gate.IsPossible(Resources.User.GetFilter("roles_by_pk").Versions)
            ? ReadUsersAsync("roles_by_pk", roles)
            : Task.FromResult<IReadOnlyList<User>>([]);

    private async Task<IReadOnlyList<User>> ReadUsersAsync(string filter, IReadOnlyList<AuthentikObject> of)
    {
        var users = new Dictionary<int, User>();
        foreach (var some in of.Chunk(JobClient.IdsPerRequest))
        {
            var filters = new Dictionary<string, object?> { [filter] = some.Select(one => one.Resource!.MakeIdentity(one)).ToArray() };
            foreach (var user in await client.ReadAllAsync<User>(Resources.User, filters, cancellation))
            {
                users[user.Pk!.Value] = user;
            }
        }

        return [.. users.Values];
    }
}
