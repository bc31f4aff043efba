using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// Gives users back what they had before their accounts were disabled, as far as that can be done: the account is activated, and groups,
/// roles, permissions and bindings are made again. Tokens, sessions, consents and devices can't be.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="isForced">True if users are put back into groups that give more than before.</param>
internal sealed class UserRestoring(JobClient client, bool isForced = false)
{
    private static readonly VersionRange Roles = Resources.User.GetField("roles").Versions;

    private readonly RestoredGroups groups = new(client, isForced);
    private readonly RestoredBindings bindings = new(client);
    private readonly HashSet<int> planned = [];

    private IReadOnlyList<RecordedUser> recorded = [];

    /// <summary>Reads a file, and returns the users in it, each once.</summary>
    /// <exception cref="InputException">It isn't such a file, or it's of another server.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public async Task<IReadOnlyList<Identity>> ReadAsync(RecordFile file, CancellationToken cancellation)
    {
        recorded = (await file.ReadAsync(client.Session.Uri, cancellation)).Users;
        return [.. recorded.DistinctBy(one => one.Pk).Select(one => Resources.User.MakeIdentity((long)one.Pk, isId: true))];
    }

    /// <summary>The name of a user in the file, for a result if the user is gone.</summary>
    public string NameOf(Identity identity) => FindRecords(identity).Select(one => one.Username).FirstOrDefault() ?? identity.ToString();

    /// <summary>Compares what a user has with what was written down, and plans what is missing.</summary>
    /// <param name="identity">The user.</param>
    /// <param name="hasFile">True if the user has to be in the file.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">The user can't be found, isn't in the file, or isn't the one in the file.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<RestoredUser>> PlanAsync(Identity identity, bool hasFile, CancellationToken cancellation)
    {
        var user = await FindAsync(identity, cancellation);
        var records = hasFile ? TakeLatest(FindRecords(Resources.User.MakeIdentity(user))) : [];
        RequireSame(user, records, hasFile);
        var plan = new JobPlan<RestoredUser>(
            $"User '{user.Username}'",
            new RestoredUser
            {
                Subject = user, Username = user.Username!, DisabledAt = records is [var first, ..] ? first.Recorded : null,
            });
        if (planned.Contains(user.Pk!.Value))
        {
            return plan;
        }

        if (user.IsActive == false && (!hasFile || records.Any(one => one.IsActive)))
        {
            plan.Add("Activate the account", token =>
                client.ChangeAsync(user, new Dictionary<string, object?> { ["is_active"] = true }, token));
        }

        await groups.AddAsync(plan, user, records, cancellation);
        AddRoles(plan, user, records);
        await AddPermissionsAsync(plan, user, records, cancellation);
        await bindings.AddAsync(plan, user, records, cancellation);
        plan.Result.NotRestored = [.. records.SelectMany(DescribeLost).DistinctBy(one => one.ToString())];
        planned.Add(user.Pk.Value);
        return plan;
    }

    private async Task<User> FindAsync(Identity identity, CancellationToken cancellation)
    {
        try
        {
            return await client.ReadAgainAsync<User>(identity, cancellation);
        }
        catch (InputException gone) when (gone.Problem == InputProblem.NotFound && FindRecords(identity).Any())
        {
            throw new InputException(
                InputProblem.NotFound,
                $"User '{NameOf(identity)}' was not found on {client.Session.Uri}, so nothing was restored. If the user was "
                    + "removed, create another one with New-AuthentikUser.",
                NameOf(identity));
        }
    }

    private IEnumerable<RecordedUser> FindRecords(Identity identity) =>
        identity.FindId() is long id ? recorded.Where(one => one.Pk == id) : recorded.Where(one => one.Username == identity.ToString());

    // A second run of Disable-AuthentikUser after a failure adds what was left. An account that was active again begins anew.
    private static IReadOnlyList<RecordedUser> TakeLatest(IEnumerable<RecordedUser> records)
    {
        var all = records.ToList();
        return all[Math.Max(0, all.FindLastIndex(one => one.IsActive))..];
    }

    private static void RequireSame(User user, IReadOnlyList<RecordedUser> records, bool hasFile)
    {
        if (hasFile && records.Count == 0)
        {
            throw new InputException(
                InputProblem.NotFound, $"User '{user.Username}' isn't in the file, so nothing was restored. Check -Path.", user.Username);
        }

        if (records.FirstOrDefault(one => one.Uuid != user.Uuid) is { } other)
        {
            throw new InputException(
                InputProblem.Contradiction,
                $"User '{user.Username}' isn't the account '{other.Username}' of the file: the UUIDs differ. Nothing was restored. Check "
                    + "-Path, or omit it to only activate the account.",
                user.Username);
        }
    }

    private void AddRoles(JobPlan<RestoredUser> plan, User user, IReadOnlyList<RecordedUser> records)
    {
        var roles = records.SelectMany(one => one.Roles).ToList();
        if (roles.Count > 0 && !client.Gate.IsPossible(Roles))
        {
            Fail(plan, "Give the roles back", "Users have roles from authentik 2025.12 on. Use groups with the roles.");
            return;
        }

        foreach (var one in roles.DistinctBy(one => one.Pk).ExceptBy(user.Roles ?? [], one => one.Pk))
        {
            plan.Add($"Join the role '{one.Name}'", token =>
                client.AddMemberAsync(Resources.Role.MakeIdentity(one.Pk), one.Name, user.Pk!.Value, token));
        }
    }

    private async Task AddPermissionsAsync(
        JobPlan<RestoredUser> plan, User user, IReadOnlyList<RecordedUser> records, CancellationToken cancellation)
    {
        var permissions = records.SelectMany(one => one.Permissions).Distinct().ToList();
        if (permissions.Count == 0)
        {
            return;
        }

        if (!client.Gate.IsPossible(Resources.UserObjectPermission.Versions))
        {
            Fail(plan, "Give the permissions back", "From authentik 2025.12 on, only roles have permissions. Grant them to a role.");
            return;
        }

        var filter = new Dictionary<string, object?> { ["user_id"] = Resources.User.MakeIdentity(user) };
        var current = await client.ReadAllAsync<UserObjectPermission>(Resources.UserObjectPermission, filter, cancellation);
        foreach (var one in permissions.Where(one => !current.Any(has => IsSame(has, one))))
        {
            await AddPermissionAsync(plan, user, one, cancellation);
        }
    }

    // Without the object, authentik would grant the permission for all objects.
    private async Task AddPermissionAsync(
        JobPlan<RestoredUser> plan, User user, RecordedPermission one, CancellationToken cancellation)
    {
        var (text, model) = ($"Grant {one.FullName} for {one.Target}", $"{one.AppLabel}.{one.Model}");
        if (!client.Session.Book.TryFindModel(model, out var resource)
            || await client.Of(resource).Reader.TryGetAsync(resource.MakeIdentity(one.ObjectPk, isId: true), cancellation) is null)
        {
            Fail(plan, text, $"The {one.Target} can't be found. Check whether it was removed.");
            return;
        }

        plan.Add(text, async token =>
        {
            var body = new JsonObject { ["permissions"] = new JsonArray(one.FullName), ["model"] = model, ["object_pk"] = one.ObjectPk };
            using var response = await client.Api.WriteAsync(
                HttpMethod.Post, $"/rbac/permissions/assigned_by_users/{user.Pk}/assign/", body, token);
        });
    }

    private static bool IsSame(UserObjectPermission has, RecordedPermission one) =>
        has.AppLabel == one.AppLabel && has.Codename == one.Codename && has.Model == one.Model && has.ObjectPk == one.ObjectPk;

    private static IEnumerable<UserRemainder> DescribeLost(RecordedUser one) =>
    [
        .. one.Tokens.Select(token => new UserRemainder
        {
            Kind = "token",
            Name = token.Identifier,
            Why = $"Its key is gone ({token.Intent}). Create a new one with New-AuthentikToken, and use its key where the old one was.",
        }),
        .. one.Devices.Select(device => new UserRemainder
        {
            Kind = $"{device.Kind} device", Name = device.Name, Why = "The user sets it up again.",
        }),
        .. one.Consents.Select(application => new UserRemainder
        {
            Kind = "consent", Name = application, Why = "The user is asked for it again.",
        }),
        .. one.Sessions == 0 ? [] : new[]
        {
            new UserRemainder { Kind = "sessions", Name = Counted.Say(one.Sessions, "session"), Why = "The user signs in again." },
        },
    ];

    private static void Fail(JobPlan<RestoredUser> plan, string step, string why) =>
        plan.Result.Fail(step, new InputException(InputProblem.NotFound, why, plan.Result.Username));
}
