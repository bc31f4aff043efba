using System.Net;

namespace Authentik.Jobs;

/// <summary>
/// Reads parts of what a user has. Some lists show only the caller's own objects to everybody but superusers, so an empty one of another
/// user says nothing.
/// </summary>
internal sealed class Reading(Session session, User user)
{
    private readonly SortedDictionary<string, string> hidden = new(StringComparer.Ordinal);

    private bool SeesOwners => session.IsSuperuser || session.UserId == user.Pk;

    /// <summary>What couldn't be read, and why, in sentences.</summary>
    public IReadOnlyList<string> ListHidden()
    {
        lock (hidden)
        {
            return [.. hidden.Select(one => $"{one.Key}: {one.Value}")];
        }
    }

    /// <summary>Reads a list; null if the caller isn't allowed to.</summary>
    /// <param name="what">What it is, for people.</param>
    /// <param name="isOwned">True if the list shows only the caller's own objects to those who aren't superusers.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="ApiException">The server refused for another reason, or no response arrived.</exception>
    public async Task<IReadOnlyList<T>?> TryAsync<T>(string what, bool isOwned, Func<Task<IReadOnlyList<T>>> read)
    {
        try
        {
            var found = await read();
            return found.Count > 0 || !isOwned || SeesOwners
                ? found
                : Hide<T>(what, "only superusers see those of others, and the server shows an empty list instead.");
        }
        catch (ApiException refused) when (IsRefusal(refused))
        {
            return Hide<T>(what, refused.Message);
        }
    }

    // The list of applications answers that there is no such user, and a sandbox that it doesn't have what a list needs.
    private static bool IsRefusal(ApiException refused) => refused.StatusCode == (int)HttpStatusCode.NotImplemented || refused.Kind
        is ApiErrorKind.Forbidden or ApiErrorKind.NotFound or ApiErrorKind.OperationMissing or ApiErrorKind.Validation;

    private IReadOnlyList<T>? Hide<T>(string what, string why)
    {
        lock (hidden)
        {
            hidden[what] = why;
        }

        return null;
    }
}
