namespace Authentik.Jobs;

/// <summary>The tokens and app passwords that people made. Those of authentik's own components aren't stale.</summary>
internal sealed class StaleTokens(
    JobClient client, StaleRows rows, IReadOnlySet<StaleAccessKind> wanted, IStaleAccessOutput output)
{
    private const string AppPassword = "app_password";
    private const string ManagedPrefix = "goauthentik.io";

    private readonly HashSet<int> owners = [];
    private readonly TokenUse use = new(client, rows.Limit);

    /// <summary>The kinds that need the list of tokens.</summary>
    public static IReadOnlyCollection<StaleAccessKind> Kinds { get; } =
    [
        StaleAccessKind.TokenNeverExpires,
        StaleAccessKind.TokenUnused,
        StaleAccessKind.TokenOfDeactivatedUser,
        StaleAccessKind.ServiceAccountWithoutToken,
    ];

    /// <summary>The users who have a token that is valid.</summary>
    public IReadOnlySet<int> Owners => owners;

    /// <summary>True if the list had a token of somebody other than the caller.</summary>
    public bool HasSeenOthers { get; private set; }

    /// <summary>Reads the tokens, and writes those that are stale.</summary>
    /// <param name="attempt">Reads what some kinds need, and goes on without them if it's refused.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task ReadAsync(Func<IReadOnlyCollection<StaleAccessKind>, Func<Task>, Task> attempt, CancellationToken cancellation)
    {
        await foreach (var page in client.ListPagesAsync<Token>(Resources.Token, Filters, cancellation))
        {
            output.Count(page.Count);
            HasSeenOthers |= page.Any(token => token.User != client.Session.UserId);
            owners.UnionWith(page.Where(IsValid).Select(token => token.User).OfType<int>());
            var made = page.Where(IsOfPeople).ToList();
            if (made.Exists(CanBeUnused))
            {
                await attempt([StaleAccessKind.TokenUnused], () => use.ReadOnceAsync(cancellation));
            }

            await output.WriteAsync([.. made.SelectMany(Judge).OrderBy(row => row.Kind)]);
        }
    }

    private IReadOnlyList<(string Name, object? Value)> Filters =>
        Kinds.Any(kind => kind != StaleAccessKind.TokenNeverExpires && wanted.Contains(kind)) ? []
            : [("expiring", false)];

    private static bool IsOfPeople(Token token) => token.Intent is "api" or AppPassword
        && token.Managed?.StartsWith(ManagedPrefix, StringComparison.Ordinal) is not true
        && (token.UserObj is not { } user || !StaleRows.IsInternal(user));

    private IEnumerable<StaleAccess> Judge(Token token)
    {
        var what = token.Intent == AppPassword ? "app password" : "API token";
        if (wanted.Contains(StaleAccessKind.TokenNeverExpires) && token.Expiring is false)
        {
            yield return StaleRows.MakeToken(StaleAccessKind.TokenNeverExpires, token, $"The {what} never expires.");
        }

        if (wanted.Contains(StaleAccessKind.TokenOfDeactivatedUser) && token.UserObj?.IsActive is false && IsValid(token))
        {
            yield return StaleRows.MakeToken(
                StaleAccessKind.TokenOfDeactivatedUser, token, $"The {what} works again when the user is activated.");
        }

        if (wanted.Contains(StaleAccessKind.TokenUnused) && CanBeUnused(token) && use.IsUnused(token))
        {
            yield return StaleRows.MakeToken(
                StaleAccessKind.TokenUnused, token, $"No sign-in with it since {StaleRows.ShowDate(rows.Limit)}.");
        }
    }

    private bool CanBeUnused(Token token) =>
        wanted.Contains(StaleAccessKind.TokenUnused) && token.Intent == AppPassword && token.UserObj?.IsActive is not false && IsValid(token);

    private bool IsValid(Token token) => token.Expiring is false || token.Expires is not { } end || end > client.Now;
}
