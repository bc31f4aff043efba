using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>Removes second factors of a user, those of all kinds or of some, and ends the sessions if told to.</summary>
internal sealed class MfaReset(JobClient client)
{
    private readonly UserDevices devices = new(client);
    private readonly UserSessions sessions = new(client);

    /// <summary>Reads which devices a user has, and plans to remove them.</summary>
    /// <param name="identity">The user.</param>
    /// <param name="kinds">The kinds of devices; null for all second factors and recovery codes.</param>
    /// <param name="endSessions">True if the browser sessions end, too.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">The user can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ResetMfa>> PlanAsync(
        Identity identity, IReadOnlyCollection<string>? kinds, bool endSessions, CancellationToken cancellation)
    {
        var user = (User)await client.Of(Resources.User).Reader.FindAsync(identity, cancellation);
        var plan = new JobPlan<ResetMfa>($"User '{user.Username}'", new ResetMfa { Subject = user, Username = user.Username! })
        {
            Success = JobStatus.Removed,
        };
        var meant = (await devices.ListAsync(user, cancellation)).Where(device => IsMeant(device, kinds)).ToList();
        plan.Result.Devices = [.. meant.Select(DeviceRegister.Describe)];
        if (meant.Count > 0)
        {
            var uses = await client.Of(Resources.User).Remover.FindUsersAsync(Resources.User.MakeIdentity(user), cancellation);
            meant.ForEach(device => devices.AddRemoval(plan, device, uses));
            WarnOfOwn(user);
        }

        if (endSessions)
        {
            await sessions.AddEndAsync(plan, user, cancellation);
        }

        return plan;
    }

    private static bool IsMeant(AuthenticatorDevice device, IReadOnlyCollection<string>? kinds) =>
        kinds?.Contains(device.Kind, StringComparer.OrdinalIgnoreCase) ?? SecondFactor.IsAskedFor(device);

    private void WarnOfOwn(User user)
    {
        if (user.Pk == client.Session.UserId)
        {
            client.Log.Warning(
                $"User '{user.Username}' is the user of this session. Without a second factor, you may not be able to sign in with a "
                    + "browser again. Keep this session open until you have set up another device.");
        }
    }
}
