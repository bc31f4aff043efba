using Authentik.Access;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>What is to be done with users who leave.</summary>
internal sealed record OffboardingOptions
{
    /// <summary>What the users keep.</summary>
    public IReadOnlyCollection<UserPart> Kept { get; init; } = [];

    /// <summary>True if bindings that name the users are removed, except the last one of a target.</summary>
    public bool RemovesBindings { get; init; }

    /// <summary>True if the caller's own user, and the last superuser, may be disabled.</summary>
    public bool IsForced { get; init; }

    /// <summary>Where to write what can be given back; null for nowhere.</summary>
    public RecordFile? Record { get; init; }
}

/// <summary>
/// Disables the accounts of users who leave: writes down what they have, deactivates them, and removes what lets them in. A user who can't
/// be deactivated keeps everything, because anything else could be made again at once.
/// </summary>
internal sealed class AccountOffboarding(JobClient client, OffboardingOptions options)
{
    private readonly OwnAccess access = new(client.Api);
    private readonly HoldingsReader holdings = new(client, options.Kept);
    private readonly UserBindings bindings = new(client);
    private readonly UserRemains remains = new(client);
    private readonly UserDevices devices = new(client);
    private readonly UserSessions sessions = new(client);
    private readonly HashSet<int> planned = [];
    private bool isWarned;

    /// <summary>Reads what a user has, and plans what to remove.</summary>
    /// <exception cref="InputException">The user can't be found, is the caller, or is the last superuser.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<DisabledUser>> PlanAsync(Identity identity, CancellationToken cancellation)
    {
        var user = await client.ReadAgainAsync<User>(identity, cancellation);
        var plan = new JobPlan<DisabledUser>(
            $"User '{user.Username}'", new DisabledUser { Subject = user, Username = user.Username!, Name = user.Name });
        if (planned.Contains(user.Pk!.Value))
        {
            // The same user again, whose steps may still be running.
            return plan;
        }

        var alone = user.IsActive == true ? await GuardAsync(user, cancellation) : null;
        if (options.Record is { } file)
        {
            await file.RequireUsableAsync(client.Session.Uri, cancellation);
        }

        var found = await holdings.ReadAsync(user, plan.Result, cancellation);
        var (removed, left) = Divide(await bindings.FindAsync(user, found.Uses, cancellation));
        AddSteps(plan, found, removed);
        var remaining = (await remains.FindAsync(found, left, cancellation)).OrderBy(one => one.ToString(), StringComparer.Ordinal);
        plan.Result.Left = [.. alone is null ? [] : new[] { alone }, .. remaining];
        planned.Add(user.Pk.Value);
        AddRecord(plan, found, removed);
        return plan;
    }

    private async Task<UserRemainder?> GuardAsync(User user, CancellationToken cancellation)
    {
        var identity = Resources.User.MakeIdentity(user);
        var change = JobClient.MakeValues(Resources.User, new Dictionary<string, object?> { ["is_active"] = false });
        if (!options.IsForced && await access.FindLossAsync(AccessChange.Set(identity, change), cancellation) is { } loss)
        {
            throw loss.Refuse(user.Username);
        }

        return user.IsSuperuser == true ? await FindLastSuperuserAsync(user, cancellation) : null;
    }

    private async Task<UserRemainder?> FindLastSuperuserAsync(User user, CancellationToken cancellation)
    {
        var filters = new Dictionary<string, object?>
        {
            ["is_superuser"] = true, ["is_active"] = true, ["type"] = new[] { "internal", "external" }, ["include_groups"] = false,
        };
        var others = (await client.ReadAllAsync<User>(Resources.User, filters, cancellation))
            .Where(other => other.Pk != user.Pk && other is { IsSuperuser: true, IsActive: true }).ToList();
        if (others.Count == 0 && !options.IsForced)
        {
            throw new InputException(
                InputProblem.OwnAccess,
                $"User '{user.Username}' is the last active superuser who is a person. Nothing was changed. Use -Force to continue.",
                user.Username);
        }

        return others.Count > 1 ? null : new UserRemainder
        {
            Kind = "superuser",
            Name = others.FirstOrDefault()?.Username ?? "none",
            Why = others.Count == 0 ? "No active person is a superuser now." : "This is the only active person left who is a superuser.",
        };
    }

    // The last binding of a target isn't removed: everybody could open an application without one.
    private (IReadOnlyList<UserBinding> Removed, IReadOnlyList<UserBinding> Left) Divide(IReadOnlyList<UserBinding> all)
    {
        var removed = options.RemovesBindings ? bindings.TakeRemovable(all) : [];
        return (removed, bindings.Update(all.Except(removed)));
    }

    private void AddSteps(JobPlan<DisabledUser> plan, UserHoldings found, IReadOnlyList<UserBinding> removed)
    {
        AddDeactivation(plan, found.User);
        if (found.Sessions.Count > 0)
        {
            sessions.AddEnd(plan, found.User, found.Sessions);
        }

        foreach (var token in found.Tokens)
        {
            plan.Add($"Remove the token '{token.Identifier}' ({token.Intent})", cancel => client.RemoveIfThereAsync(token, cancel));
        }

        AddRemovals(plan, "OAuth2 refresh token", found.RefreshTokens);
        AddRemovals(plan, "OAuth2 access token", found.AccessTokens);
        AddRemovals(plan, "authorization code", found.Codes);
        foreach (var consent in found.Consents)
        {
            plan.Add(
                $"Remove the consent to the application '{consent.Application?.Name}'",
                cancel => client.RemoveIfThereAsync(consent, cancel));
        }

        found.Devices.ToList().ForEach(device => devices.AddRemoval(plan, device, found.Uses));
        AddLeaving(plan, Resources.Group, found.Groups, found.User);
        AddLeaving(plan, Resources.Role, found.Roles, found.User);
        foreach (var one in found.Permissions)
        {
            var named = Record(one);
            plan.Add($"Remove the permission {named.FullName} for the {named.Target}", cancel => client.RemoveIfThereAsync(one, cancel));
        }

        foreach (var one in removed.OrderBy(one => $"{one.Target}", StringComparer.Ordinal))
        {
            plan.Add($"Remove the binding on {one.Target}", cancel => client.RemoveIfThereAsync(one.Binding, cancel));
        }
    }

    private void AddDeactivation(JobPlan<DisabledUser> plan, User user)
    {
        if (user.IsActive == true)
        {
            plan.Add(new JobStep(
                "Deactivate the account",
                token => client.ChangeAsync(user, new Dictionary<string, object?> { ["is_active"] = false }, token))
            {
                IsNeeded = true,
            });
        }
    }

    private void AddRemovals<T>(JobPlan<DisabledUser> plan, string what, IReadOnlyList<T> rows)
        where T : AuthentikObject
    {
        if (rows.Count > 0)
        {
            plan.Add($"Remove {Counted.Say(rows.Count, what)}", async token =>
            {
                foreach (var row in rows)
                {
                    await client.RemoveIfThereAsync(row, token);
                }
            });
        }
    }

    private void AddLeaving(JobPlan<DisabledUser> plan, Resource resource, IReadOnlyList<RecordedName> names, User user)
    {
        foreach (var one in names)
        {
            plan.Add($"Leave the {resource.Title} '{one.Name}'", token =>
                client.RemoveMemberAsync(resource.MakeIdentity(one.Pk), one.Name, user.Pk!.Value, token));
        }
    }

    private void AddRecord(JobPlan<DisabledUser> plan, UserHoldings found, IReadOnlyList<UserBinding> removed)
    {
        if (plan.Steps.Count == 0)
        {
            return;
        }

        if (options.Record is not { } file)
        {
            Warn();
            return;
        }

        var record = MakeRecord(found, removed);
        plan.AddFirst(new JobStep(
            $"Write to {Path.GetFileName(file.Path)} what can be given back",
            token => file.AddAsync(client.Session.Uri, record, token))
        {
            IsNeeded = true,
        });
        plan.Result.RecordPath = file.Path;
    }

    private RecordedUser MakeRecord(UserHoldings found, IReadOnlyList<UserBinding> removed) => new()
    {
        Pk = found.User.Pk!.Value,
        Uuid = found.User.Uuid,
        Username = found.User.Username!,
        Recorded = client.Now,
        IsActive = found.User.IsActive == true,
        IsSuperuser = found.User.IsSuperuser == true,
        Groups = found.Groups,
        Roles = found.Roles,
        Permissions = [.. found.Permissions.Select(Record)],
        Bindings =
        [
            .. removed.Select(one => new RecordedBinding(
                one.Binding.Target!.Value, one.Target, one.Binding.Order ?? 0, one.Binding.Enabled == true, one.Binding.Negate == true,
                one.Binding.Timeout, one.Binding.FailureResult)),
        ],
        Tokens = [.. found.Tokens.Select(one => new RecordedToken(
            one.Identifier!, one.Intent, one.Description, one.Expiring == true ? one.Expires : null))],
        Devices = [.. found.Devices.Select(one => new RecordedDevice(one.Kind ?? "Unknown", one.Name ?? string.Empty, one.LastUsed))],
        Consents = [.. found.Consents.Select(one => one.Application?.Name).OfType<string>()],
        Sessions = found.Sessions.Count,
    };

    private void Warn()
    {
        if (!isWarned)
        {
            isWarned = true;
            client.Log.Warning(
                "Nothing is written down, so Restore-AuthentikUser can only activate the account again. "
                    + "Use -RecordPath to be able to give back groups, roles and permissions.");
        }
    }

    private static RecordedPermission Record(UserObjectPermission one) =>
        new(one.AppLabel!, one.Codename!, one.Model!, one.ObjectPk!, one.ObjectDescription);
}
