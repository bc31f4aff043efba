using System.Text.Json.Nodes;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// Puts users into groups and roles, and takes them out: one by one, so that nothing that somebody else changes meanwhile is lost.
/// </summary>
internal static class Memberships
{
    /// <summary>Puts a user into a group or a role.</summary>
    /// <param name="client">The server.</param>
    /// <param name="holder">The group or the role.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="user">The id of the user.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">One of them no longer exists.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static Task AddMemberAsync(this JobClient client, Identity holder, string name, int user, CancellationToken cancellation) =>
        PostAsync(client, holder, name, "add_user", user, cancellation);

    /// <summary>Takes a user out of a group or a role.</summary>
    /// <inheritdoc cref="AddMemberAsync"/>
    public static Task RemoveMemberAsync(this JobClient client, Identity holder, string name, int user, CancellationToken cancellation) =>
        PostAsync(client, holder, name, "remove_user", user, cancellation);

    private static async Task PostAsync(
        JobClient client, Identity holder, string name, string action, int user, CancellationToken cancellation)
    {
        try
        {
            await client.Of(holder.Resource).Writer.PostAsync(holder, action, new JsonObject { ["pk"] = user }, cancellation);
        }
        catch (ApiException gone) when (gone.IsObjectMissing)
        {
            throw await ExplainAsync(client, holder, name, cancellation);
        }
    }

    // The server says the same of a group and of a user who was removed while the job runs.
    private static async Task<InputException> ExplainAsync(JobClient client, Identity holder, string name, CancellationToken cancellation)
    {
        var isThere = await client.TryReadAgainAsync<AuthentikObject>(holder, cancellation) is not null;
        return isThere
            ? new InputException(InputProblem.NotFound, "The user no longer exists, or you don't have permission to view it.", name)
            : new InputException(
                InputProblem.NotFound,
                $"The {holder.Resource.Title} '{name}' no longer exists, or you don't have permission to view it. "
                    + "Choose another one.",
                name);
    }
}
