using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>
/// Finds access that nobody uses, or nobody should have. It reads each list that the wanted kinds need once, and no other, and keeps of it
/// only what later lists are compared with. A list that the caller can't read costs its own kinds, and the others are done.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="kinds">The wanted kinds.</param>
/// <param name="dormantFor">How long something must not have been used.</param>
/// <param name="output">Receives what is found.</param>
internal sealed class StaleAccessReport(
    JobClient client, IReadOnlyCollection<StaleAccessKind> kinds, TimeSpan dormantFor, IStaleAccessOutput output)
{
    private readonly HashSet<StaleAccessKind> wanted = [.. kinds];
    private readonly StaleRows rows = new(client, dormantFor);

    /// <summary>Reads the lists, and writes what is found.</summary>
    /// <exception cref="ApiException">The server refused everything, or no response arrived.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        WarnOfLimits();
        var privileges = new Privileges(client);
        await TryAsync([StaleAccessKind.PrivilegedWithoutMfa], () => privileges.ReadRolesAsync(cancellation));
        await TryAsync(
            [StaleAccessKind.GroupWithoutMember, StaleAccessKind.PrivilegedWithoutMfa],
            () => ReadGroupsAsync(privileges, cancellation));
        var tokens = new StaleTokens(client, rows, wanted, output);
        await TryAsync(StaleTokens.Kinds, () => tokens.ReadAsync(TryAsync, cancellation));
        WarnOfOwn(
            Resources.Token,
            tokens.HasSeenOthers,
            [StaleAccessKind.TokenNeverExpires, StaleAccessKind.TokenUnused, StaleAccessKind.TokenOfDeactivatedUser],
            StaleAccessKind.ServiceAccountWithoutToken);
        var users = new StaleUsers(client, rows, wanted, output) { Privileges = privileges, TokenOwners = tokens.Owners };
        await TryAsync(StaleUsers.Kinds, () => users.ReadAsync(cancellation));
        await TryAsync([StaleAccessKind.PrivilegedWithoutMfa], () => users.CheckDevicesAsync(cancellation));
        await TryAsync([StaleAccessKind.SessionOfDeactivatedUser], () => ReadSessionsAsync(users.Deactivated, cancellation));
    }

    private async Task ReadGroupsAsync(Privileges privileges, CancellationToken cancellation)
    {
        var groups = new StaleGroups(client);
        await groups.ReadAsync(output.Count, privileges, cancellation);
        await TryAsync(
            [StaleAccessKind.GroupWithoutMember], async () => await output.WriteAsync(await groups.FindUnusedAsync(cancellation)));
    }

    private async Task ReadSessionsAsync(IReadOnlyDictionary<int, string> deactivated, CancellationToken cancellation)
    {
        if (deactivated.Count == 0)
        {
            return;
        }

        var hasSeenOthers = false;
        await foreach (var page in client.ListPagesAsync<AuthenticatedSession>(Resources.AuthenticatedSession, [], cancellation))
        {
            output.Count(page.Count);
            hasSeenOthers |= page.Any(session => session.User != client.Session.UserId);
            await output.WriteAsync(
            [
                .. from session in page
                   where session.User is { } user && deactivated.ContainsKey(user)
                   select rows.MakeSession(session, deactivated[session.User!.Value]),
            ]);
        }

        WarnOfOwn(Resources.AuthenticatedSession, hasSeenOthers, [StaleAccessKind.SessionOfDeactivatedUser]);
    }

    // A list that depends on others is left out if those couldn't be read.
    private async Task TryAsync(IReadOnlyCollection<StaleAccessKind> served, Func<Task> read)
    {
        var missing = served.Where(wanted.Contains).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        try
        {
            await read();
        }
        catch (ApiException refused) when (CostsOneList(refused.Kind))
        {
            wanted.ExceptWith(missing);
            await output.TellAsync(missing, refused);
        }
    }

    private static bool CostsOneList(ApiErrorKind kind) =>
        kind is ApiErrorKind.Forbidden or ApiErrorKind.OperationMissing or ApiErrorKind.ServerFault or ApiErrorKind.UnexpectedAnswer;

    private void WarnOfLimits()
    {
        if (!client.Session.IsSuperuser)
        {
            client.Log.Warning(
                $"User '{client.Session.Username}' isn't a superuser of {client.Session.Uri}, so the result is about the objects that the "
                    + "user has permission to view, and may lack others.");
        }
    }

    // The server shows those who have no permission for a list their own objects, and doesn't say so.
    private void WarnOfOwn(
        Resource resource,
        bool hasSeenOthers,
        IReadOnlyCollection<StaleAccessKind> limited,
        params IReadOnlyCollection<StaleAccessKind> unknown)
    {
        if (client.Session.IsSuperuser || hasSeenOthers || !limited.Concat(unknown).Any(wanted.Contains))
        {
            return;
        }

        wanted.ExceptWith(unknown);
        client.Log.Warning(
            $"The server lists only {resource.Plural} of user '{client.Session.Username}', so these kinds are incomplete or missing: "
                + $"{string.Join(", ", limited.Concat(unknown))}. A superuser can list them all.");
    }
}
