using System.Globalization;
using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>The browser sessions of single users, and their end.</summary>
internal sealed class UserSessions(JobClient client)
{
    /// <summary>The sessions of a user.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<AuthenticatedSession>> ListAsync(User user, CancellationToken cancellation)
    {
        var found = await client.ReadAllAsync<AuthenticatedSession>(
            Resources.AuthenticatedSession,
            new Dictionary<string, object?> { ["user__username"] = user.Username },
            cancellation);
        return [.. found.Where(session => session.User == user.Pk)];
    }

    /// <summary>Adds a step that ends the sessions, if there are any.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task AddEndAsync<T>(JobPlan<T> plan, User user, CancellationToken cancellation)
        where T : JobResult
    {
        var found = await ListAsync(user, cancellation);
        if (found.Count > 0)
        {
            AddEnd(plan, user, found);
        }
        else if (!client.Session.IsSuperuser)
        {
            plan.Result.Fail("End the sessions", OwnLists.Refuse("sessions", user));
        }
    }

    /// <summary>Adds a step that ends sessions.</summary>
    public void AddEnd<T>(JobPlan<T> plan, User user, IReadOnlyList<AuthenticatedSession> found)
        where T : JobResult => plan.Add($"End {Counted.Say(found.Count, "session")}", token => EndAsync(user, found, token));

    private async Task EndAsync(User user, IReadOnlyList<AuthenticatedSession> found, CancellationToken cancellation)
    {
        if (await SessionEnding.TryEndAllAsync(client.Api, ApiOperations.All, user.Pk!.Value, cancellation))
        {
            return;
        }

        foreach (var session in found)
        {
            await client.RemoveIfThereAsync(session, cancellation);
        }
    }
}

/// <summary>Lists in which authentik shows a caller without permission nothing but the caller's own rows, and says nothing of it.</summary>
internal static class OwnLists
{
    /// <summary>The error for an empty list that may not be empty.</summary>
    public static InputException Refuse(string what, User user) => new(
        InputProblem.InvalidValue,
        $"Whether user '{user.Username}' has {what} isn't known: only a superuser sees those of all users, and the list is empty for "
            + "others. Nothing was done with them. Run the command as a superuser.",
        user.Username);
}

/// <summary>Numbers in sentences.</summary>
internal static class Counted
{
    /// <summary>A number and what it counts.</summary>
    public static string Say(int count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? null : "s")}");
}
