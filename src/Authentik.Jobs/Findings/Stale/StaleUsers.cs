using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>The users who don't sign in, or who have privileges and no second factor.</summary>
internal sealed class StaleUsers(
    JobClient client, StaleRows rows, IReadOnlySet<StaleAccessKind> wanted, IStaleAccessOutput output)
{
    private const string ProgramType = "service_account";

    // One request for each user, because no other list of devices says whose they are on all servers.
    private const int AtOnce = 8;

    private readonly Dictionary<int, string> deactivated = [];
    private readonly List<(User User, string Why)> privileged = [];

    /// <summary>The kinds that need the list of users.</summary>
    public static IReadOnlyCollection<StaleAccessKind> Kinds { get; } =
    [
        StaleAccessKind.NeverSignedIn,
        StaleAccessKind.Dormant,
        StaleAccessKind.PrivilegedWithoutMfa,
        StaleAccessKind.ServiceAccountWithoutToken,
        StaleAccessKind.SessionOfDeactivatedUser,
    ];

    /// <summary>Who has privileges.</summary>
    public required Privileges Privileges { get; init; }

    /// <summary>The users who have a token.</summary>
    public required IReadOnlySet<int> TokenOwners { get; init; }

    /// <summary>The usernames of the deactivated users by their ids, if sessions are wanted.</summary>
    public IReadOnlyDictionary<int, string> Deactivated => deactivated;

    /// <summary>Reads the users, and writes what doesn't need another list.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        await foreach (var page in client.ListPagesAsync<User>(Resources.User, [.. ListFilters()], cancellation))
        {
            output.Count(page.Count);
            var people = page.Where(user => !StaleRows.IsInternal(user)).ToList();
            people.Where(user => user.IsActive is false).ToList().ForEach(Keep);
            await output.WriteAsync([.. people.Where(user => user.IsActive is not false).SelectMany(Judge).OrderBy(row => row.Kind)]);
        }
    }

    /// <summary>Writes those with privileges who have no second factor that works.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task CheckDevicesAsync(CancellationToken cancellation)
    {
        var (bare, hasSeenDevice) = (new List<StaleAccess>(), false);
        foreach (var some in privileged.Chunk(AtOnce))
        {
            var devices = await Task.WhenAll(some.Select(one => ReadDevicesAsync(one.User, cancellation)));
            hasSeenDevice |= devices.Any(found => found.Count > 0);
            bare.AddRange(some.Zip(devices)
                .Where(one => !one.Second.Any(SecondFactor.IsOne))
                .Select(one => MakePrivileged(one.First.User, one.First.Why, one.Second)));
            if (client.Session.IsSuperuser || hasSeenDevice)
            {
                await output.WriteAsync(bare);
                bare.Clear();
            }
        }

        if (bare.Count > 0)
        {
            // Newer servers show nothing to those without permission, and don't say so.
            client.Log.Warning(
                $"The server lists no authenticator devices for user '{client.Session.Username}', so "
                    + $"{nameof(StaleAccessKind.PrivilegedWithoutMfa)} is missing. A superuser can list them.");
        }
    }

    // Each list that is asked for less has fewer pages.
    private IEnumerable<(string Name, object? Value)> ListFilters()
    {
        yield return ("include_groups", false);
        yield return ("include_roles", false);
        var asked = Kinds.Where(wanted.Contains).ToList();
        var isOnly = asked.Count == 1;
        if (isOnly || !asked.Contains(StaleAccessKind.SessionOfDeactivatedUser))
        {
            yield return ("is_active", asked[0] != StaleAccessKind.SessionOfDeactivatedUser);
        }

        if (isOnly && asked[0] == StaleAccessKind.NeverSignedIn)
        {
            yield return ("last_login__isnull", true);
        }

        if (isOnly && asked[0] == StaleAccessKind.Dormant)
        {
            yield return ("last_login__lt", rows.Limit);
        }

        if (isOnly && asked[0] == StaleAccessKind.ServiceAccountWithoutToken)
        {
            yield return ("type", new[] { ProgramType });
        }
    }

    private void Keep(User user)
    {
        if (wanted.Contains(StaleAccessKind.SessionOfDeactivatedUser))
        {
            deactivated[user.Pk!.Value] = user.Username!;
        }
    }

    private IEnumerable<StaleAccess> Judge(User user) => user.Type == ProgramType ? JudgeProgram(user) : JudgePerson(user);

    // Programs sign in with tokens, which isn't a sign-in of the account.
    private IEnumerable<StaleAccess> JudgeProgram(User user)
    {
        if (wanted.Contains(StaleAccessKind.ServiceAccountWithoutToken) && !TokenOwners.Contains(user.Pk!.Value))
        {
            yield return rows.MakeUser(StaleAccessKind.ServiceAccountWithoutToken, user, "The service account has no valid token.");
        }
    }

    private IEnumerable<StaleAccess> JudgePerson(User user)
    {
        if (wanted.Contains(StaleAccessKind.NeverSignedIn) && user.LastLogin is null && !(user.DateJoined > rows.Limit))
        {
            yield return rows.MakeUser(StaleAccessKind.NeverSignedIn, user, user.DateJoined is { } created
                ? $"Never signed in since {StaleRows.ShowDate(created)}."
                : "Never signed in, created at an unknown time.");
        }

        if (wanted.Contains(StaleAccessKind.Dormant) && user.LastLogin is { } last && last < rows.Limit)
        {
            yield return rows.MakeUser(StaleAccessKind.Dormant, user, $"Last sign-in on {StaleRows.ShowDate(last)}.");
        }

        if (wanted.Contains(StaleAccessKind.PrivilegedWithoutMfa) && Privileges.Explain(user) is { } why)
        {
            privileged.Add((user, why));
        }
    }

    private async Task<IReadOnlyList<AuthenticatorDevice>> ReadDevicesAsync(User user, CancellationToken cancellation)
    {
        var found = await client.ReadAllAsync<AuthenticatorDevice>(
            Resources.AuthenticatorDevice,
            new Dictionary<string, object?> { ["user"] = Resources.User.MakeIdentity(user) },
            cancellation);
        output.Count(1);
        return found;
    }

    private StaleAccess MakePrivileged(User user, string why, IReadOnlyList<AuthenticatorDevice> devices) => rows.MakeUser(
        StaleAccessKind.PrivilegedWithoutMfa,
        user,
        devices.Any(device => SecondFactor.IsOne(device.Kind)) ? $"{why}. The setup of the second factor isn't complete."
            : devices.Any(device => SecondFactor.IsRecoveryCodes(device.Kind)) ? $"{why}, with recovery codes, but without a second factor."
            : $"{why}, without a second factor.");
}
