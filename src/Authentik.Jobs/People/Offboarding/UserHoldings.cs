using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>What a user has that can be removed.</summary>
internal sealed record UserHoldings
{
    public required User User { get; init; }

    public IReadOnlyList<AuthenticatedSession> Sessions { get; init; } = [];

    public IReadOnlyList<Token> Tokens { get; init; } = [];

    public IReadOnlyList<OAuth2AccessToken> AccessTokens { get; init; } = [];

    public IReadOnlyList<OAuth2RefreshToken> RefreshTokens { get; init; } = [];

    public IReadOnlyList<OAuth2AuthorizationCode> Codes { get; init; } = [];

    public IReadOnlyList<UserConsent> Consents { get; init; } = [];

    public IReadOnlyList<AuthenticatorDevice> Devices { get; init; } = [];

    public IReadOnlyList<UserObjectPermission> Permissions { get; init; } = [];

    public IReadOnlyList<RecordedName> Groups { get; init; } = [];

    public IReadOnlyList<RecordedName> Roles { get; init; } = [];

    /// <summary>All that refers to the user, as the server says it.</summary>
    public IReadOnlyList<UsedBy> Uses { get; init; } = [];
}

/// <summary>Reads what users have. A list that can't be read is noted in the result, and the others are read all the same.</summary>
internal sealed class HoldingsReader(JobClient client, IReadOnlyCollection<UserPart> kept)
{
    private readonly UserDevices devices = new(client);
    private readonly UserSessions sessions = new(client);

    /// <summary>Reads what a user has, without what is to be kept.</summary>
    /// <param name="user">The user as it is now.</param>
    /// <param name="result">Gets what can't be read.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server doesn't say what refers to the user.</exception>
    public async Task<UserHoldings> ReadAsync(User user, JobResult result, CancellationToken cancellation)
    {
        var holdings = new UserHoldings
        {
            User = user,
            Sessions = await TryAsync(UserPart.Session, "sessions", () => sessions.ListAsync(user, cancellation)),
            Tokens = await TryAsync(
                UserPart.Token,
                "tokens",
                () => ListAsync<Token>(Resources.Token, "user__username", user.Username!, row => row.User)),
            AccessTokens = await TryAsync(
                UserPart.OAuth2Token, "OAuth2 access tokens", () => ListOwnedAsync<OAuth2AccessToken>(Resources.OAuth2AccessToken)),
            RefreshTokens = await TryAsync(
                UserPart.OAuth2Token, "OAuth2 refresh tokens", () => ListOwnedAsync<OAuth2RefreshToken>(Resources.OAuth2RefreshToken)),
            Codes = await TryAsync(
                UserPart.OAuth2Token, "authorization codes",
                () => ListOwnedAsync<OAuth2AuthorizationCode>(Resources.OAuth2AuthorizationCode)),
            Consents = await TryAsync(UserPart.Consent, "consents", () => ListOwnedAsync<UserConsent>(Resources.UserConsent)),
            Devices = await TryAsync(UserPart.Device, "devices", () => devices.ListAsync(user, cancellation)),
            Permissions = await TryAsync(UserPart.Permission, "permissions", ListPermissionsAsync),
            Groups = kept.Contains(UserPart.Group) ? [] : ListGroups(user),
            Roles = kept.Contains(UserPart.Role) ? [] : ListRoles(user),
            Uses = await client.Of(Resources.User).Remover.FindUsersAsync(Resources.User.MakeIdentity(user), cancellation),
        };
        TellHidden(holdings, result);
        return holdings;

        async Task<IReadOnlyList<T>> TryAsync<T>(UserPart part, string what, Func<Task<IReadOnlyList<T>>> list)
        {
            try
            {
                return kept.Contains(part) ? [] : await list();
            }
            catch (Exception failure) when (JobFailure.CanTell(failure))
            {
                result.Fail($"Remove {what}", failure);
                return [];
            }
        }

        // A server that ignores the filter would return the rows of everybody.
        async Task<IReadOnlyList<T>> ListAsync<T>(Resource resource, string filter, object value, Func<T, int?> owner)
            where T : AuthentikObject =>
            [
                .. (await client.ReadAllAsync<T>(resource, new Dictionary<string, object?> { [filter] = value }, cancellation))
                    .Where(row => owner(row) == user.Pk),
            ];

        Task<IReadOnlyList<T>> ListOwnedAsync<T>(Resource resource)
            where T : AuthentikObject =>
            ListAsync<T>(resource, "user", Resources.User.MakeIdentity(user), row => (row.ValueOf("user") as User)?.Pk);

        // The rows don't say whose they are, in any version; that all these versions know the filter was tried.
        Task<IReadOnlyList<UserObjectPermission>> ListPermissionsAsync() =>
            client.Gate.IsPossible(Resources.UserObjectPermission.Versions)
                ? client.ReadAllAsync<UserObjectPermission>(
                    Resources.UserObjectPermission,
                    new Dictionary<string, object?> { ["user_id"] = Resources.User.MakeIdentity(user) },
                    cancellation)
                : Task.FromResult<IReadOnlyList<UserObjectPermission>>([]);
    }

    // In these lists, a caller who isn't a superuser usually sees only own rows, and an empty list looks as if there was nothing.
    private void TellHidden(UserHoldings holdings, JobResult result)
    {
        if (client.Session.IsSuperuser || holdings.User.Pk == client.Session.UserId)
        {
            return;
        }

        (UserPart Part, string What, int Count)[] lists =
        [
            (UserPart.Session, "sessions", holdings.Sessions.Count),
            (UserPart.Token, "tokens", holdings.Tokens.Count),
            (UserPart.OAuth2Token, "OAuth2 tokens", holdings.AccessTokens.Count + holdings.RefreshTokens.Count + holdings.Codes.Count),
            (UserPart.Consent, "consents", holdings.Consents.Count),
        ];
        var hidden = lists.Where(list => list.Count == 0 && !kept.Contains(list.Part)).Select(list => list.What).ToList();
        hidden.Where(what => result.NotDone.All(one => !one.Contains(what, StringComparison.Ordinal)))
            .ToList().ForEach(what => result.AddNotDone($"Remove {what}"));
        if (hidden.Count > 0)
        {
            result.Fail(OwnLists.Refuse(string.Join(", ", hidden), holdings.User));
        }
    }

    private static IReadOnlyList<RecordedName> ListGroups(User user) =>
        [.. user.Groups?.Select(id => new RecordedName(id, user.GroupsObj?.FirstOrDefault(one => one.Pk == id)?.Name ?? $"{id}")) ?? []];

    // Servers before 2025.12 have no roles of users.
    private static IReadOnlyList<RecordedName> ListRoles(User user) =>
        [.. user.Roles?.Select(id => new RecordedName(id, user.RolesObj?.FirstOrDefault(one => one.Pk == id)?.Name ?? $"{id}")) ?? []];
}
