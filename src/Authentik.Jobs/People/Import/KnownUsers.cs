using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Finds the users of rows. A few are looked up one by one; when many rows come, the list of all users is read once, and what is compared
/// is kept of each.
/// </summary>
internal sealed class KnownUsers(JobClient client, UserMatch match, NamedObjects? groups = null, NamedObjects? roles = null)
{
    /// <summary>As many rows at least are looked up one by one.</summary>
    public const int FewRows = 50;

    // A page of the list takes the server as long as ten users do, and how many rows will come isn't known.
    private const int PagesForOne = 10;

    private const int PageSize = 100;

    private readonly TrackedAttributes tracked = new();
    private readonly Dictionary<string, string> spellings = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, StoredUser>? listed;
    private Dictionary<string, List<StoredUser>> ambiguous = [];
    private long? total;
    private int asked;

    /// <summary>The users that have a key.</summary>
    /// <param name="key">The value of what users are matched by.</param>
    /// <param name="attributes">The custom attributes that are compared.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<StoredUser>> FindAsync(
        string key, IReadOnlyList<AttributeCell> attributes, CancellationToken cancellation)
    {
        foreach (var cell in attributes)
        {
            tracked.Add(cell.Path);
        }

        if (listed is null && await IsWorthListingAsync(cancellation))
        {
            await ListAsync(cancellation);
        }

        if (listed is null)
        {
            return await LookUpAsync(key, cancellation);
        }

        IReadOnlyList<StoredUser> found = ambiguous.TryGetValue(key, out var several) ? several
            : listed.TryGetValue(key, out var one) ? [one]
            : [];
        return found is [var only] && !attributes.All(cell => only.Knows(cell.Path))
            ? [await ReadAsync(only.Pk, cancellation)]
            : found;
    }

    /// <summary>A username that differs from another one only by case; null if no user has one.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<string?> FindSpellingAsync(string username, CancellationToken cancellation)
    {
        if (listed is not null)
        {
            return spellings.TryGetValue(username, out var other) && other != username ? other : null;
        }

        var query = new ListQuery(Resources.User) { Search = username };
        await foreach (var (users, _) in client.Of(Resources.User).Lister.ListAsync(query, skip: 0, first: PageSize, cancellation))
        {
            return users.OfType<User>().Select(user => user.Username!).FirstOrDefault(name =>
                name != username && string.Equals(name, username, StringComparison.OrdinalIgnoreCase));
        }

        return null;
    }

    private async Task<bool> IsWorthListingAsync(CancellationToken cancellation)
    {
        if (asked++ < FewRows)
        {
            return false;
        }

        total ??= await client.CountAsync(Resources.User, null, cancellation);
        return asked > total / PageSize / PagesForOne;
    }

    private async Task<IReadOnlyList<StoredUser>> LookUpAsync(string key, CancellationToken cancellation)
    {
        foreach (var filters in match.ListFilters(key))
        {
            var found = new List<StoredUser>();
            await foreach (var user in client.ListAsync<User>(Resources.User, filters, cancellation))
            {
                found.Add(Keep(user));
            }

            // A filter that the server doesn't know returns the whole list.
            found.RemoveAll(user => user.FindKey(match) != key);
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    private async Task<StoredUser> ReadAsync(int pk, CancellationToken cancellation) =>
        Keep(await client.GetAsync<User>(Resources.User.MakeIdentity(pk, isId: true), cancellation));

    private StoredUser Keep(User user)
    {
        Learn(user);
        return new StoredUser(user, TrackedAttributes.ReadAll(user));
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        client.Log.Verbose($"More than {asked - 1} rows came, so the list of all users is read once.");
        var users = new Dictionary<string, StoredUser>(StringComparer.Ordinal);
        await foreach (var user in client.ListAsync<User>(Resources.User, cancellation: cancellation))
        {
            Learn(user);
            var kept = new StoredUser(user, tracked);
            spellings.TryAdd(kept.Username, kept.Username);
            if (kept.FindKey(match) is { } key && !users.TryAdd(key, kept))
            {
                (ambiguous.TryGetValue(key, out var several) ? several : ambiguous[key] = [users[key]]).Add(kept);
            }
        }

        listed = users;
    }

    private void Learn(User user)
    {
        foreach (var group in user.GroupsObj ?? Enumerable.Empty<PartialGroup>())
        {
            groups?.Learn(group.Pk, group.Name);
        }

        foreach (var role in user.RolesObj ?? Enumerable.Empty<Role>())
        {
            roles?.Learn(role.Pk, role.Name);
        }
    }
}
