using System.Text.Json.Nodes;

namespace Authentik.Jobs;

/// <summary>A role that an account is to have. Its own may not exist yet; a step of the plan creates it.</summary>
internal sealed class GivenRole(string name, Role? role = null)
{
    public string Name { get; } = name;

    public Role? Role { get; set; } = role;

    public bool IsIn(IReadOnlyList<Guid>? held) => Role is not null && held?.Contains(Role.Pk!.Value) == true;
}

/// <summary>The role of one account, named after it, which has the permissions of the account and nothing else.</summary>
internal sealed class OwnRole(JobClient client, PermissionNames permissions)
{
    /// <summary>Plans to create the role, and to grant it what it lacks.</summary>
    /// <param name="plan">The plan of the account.</param>
    /// <param name="wanted">The permissions.</param>
    /// <param name="held">The roles of the account.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">There is a role of this name that isn't the account's.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<GivenRole> AddAsync(
        JobPlan<ServiceAccount> plan, IReadOnlyList<string> wanted, IReadOnlyList<Guid>? held, CancellationToken cancellation)
    {
        var name = plan.Result.Username;
        var own = new GivenRole(name, await client.FindAsync<Role>(Resources.Role, name, cancellation));
        if (own.Role is null)
        {
            AddCreation(plan, own);
        }
        else if (!own.IsIn(held))
        {
            // A role that others have too would give them what the account is to get.
            throw new InputException(
                InputProblem.InvalidValue,
                $"The role '{name}' exists already, and isn't the account's own. Nothing was changed. Remove it with Remove-AuthentikRole "
                    + $"'{name}' if nobody needs it, or give the account what it has with -Role '{name}' instead of -Permission.",
                name);
        }

        var granted = own.Role is null ? [] : await permissions.ListAsync(own.Role, cancellation);
        plan.Result.Permissions = [.. granted.Union(wanted)];
        var missing = wanted.Except(granted).ToList();
        if (missing.Count > 0)
        {
            AddGrant(plan, own, missing);
        }

        return own;
    }

    private void AddCreation(JobPlan<ServiceAccount> plan, GivenRole own)
    {
        var values = new Dictionary<string, object?> { ["name"] = own.Name };
        plan.Add(new JobStep(
            $"Create the role '{own.Name}'",
            async token => own.Role = await client.CreateAsync<Role>(Resources.Role, values, token))
        {
            IsNeeded = true,
            UndoAsync = token => client.RemoveAsync(own.Role!, token),
        });
    }

    private void AddGrant(JobPlan<ServiceAccount> plan, GivenRole own, List<string> missing) => plan.Add(new JobStep(
        $"Grant {string.Join(", ", missing)} to the role '{own.Name}'",
        token => SendAsync(HttpMethod.Post, own.Role!, "assign", missing, token))
    {
        UndoAsync = token => SendAsync(HttpMethod.Patch, own.Role!, "unassign", missing, token),
    });

    private async Task SendAsync(HttpMethod method, Role role, string action, List<string> names, CancellationToken cancellation)
    {
        var body = new JsonObject { ["permissions"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
        using var response = await client.Api.WriteAsync(
            method, $"{Resources.RoleAssignedPermission.Path}{role.Pk}/{action}/", body, cancellation);
    }
}
