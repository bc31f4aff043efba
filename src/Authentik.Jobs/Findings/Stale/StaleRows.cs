using System.Globalization;

namespace Authentik.Jobs;

/// <summary>Makes the rows of the report, with the reasons in words.</summary>
internal sealed class StaleRows(JobClient client, TimeSpan dormantFor)
{
    private const string OutpostPrefix = "ak-outpost-";
    private const string InternalPath = "goauthentik.io";

    private readonly DateTimeOffset now = client.Now;

    /// <summary>What was last used before this time is stale.</summary>
    public DateTimeOffset Limit { get; } = Subtract(client.Now, dormantFor);

    /// <summary>True for an account of authentik itself, such as that of an outpost.</summary>
    public static bool IsInternal(User user) => user.Type == "internal_service_account"
        || user.Username?.StartsWith(OutpostPrefix, StringComparison.Ordinal) == true
        || user.Path?.StartsWith(InternalPath, StringComparison.Ordinal) == true;

    public StaleAccess MakeUser(StaleAccessKind kind, User user, string why) => new()
    {
        Kind = kind,
        Subject = user,
        Name = user.Username ?? user.ToString(),
        ObjectKind = Resources.User.Title,
        Username = user.Username,
        LastUsed = user.LastLogin,
        Created = user.DateJoined,
        Days = CountDays(user.LastLogin ?? user.DateJoined),
        Why = why,
    };

    public static StaleAccess MakeToken(StaleAccessKind kind, Token token, string why) => new()
    {
        Kind = kind,
        Subject = token,
        Name = token.Identifier ?? token.ToString(),
        ObjectKind = Resources.Token.Title,
        Username = token.UserObj?.Username,
        Why = why,
    };

    public StaleAccess MakeSession(AuthenticatedSession session, string username) => new()
    {
        Kind = StaleAccessKind.SessionOfDeactivatedUser,
        Subject = session,
        Name = username,
        ObjectKind = Resources.AuthenticatedSession.Title,
        Username = username,
        LastUsed = session.LastUsed,
        Days = CountDays(session.LastUsed),
        Why = $"The user is deactivated. Last used from {session.LastIp}.",
    };

    public static StaleAccess MakeGroup(Group group) => new()
    {
        Kind = StaleAccessKind.GroupWithoutMember,
        Subject = group,
        Name = group.Name ?? group.ToString(),
        ObjectKind = Resources.Group.Title,
        Why = group.IsSuperuser is true ? "No users, no child groups. New members would become superusers."
            : group.Roles?.Count > 0 ? "No users, no child groups. New members would get its roles."
            : "No users, no child groups.",
    };

    /// <summary>A date, as reasons show it.</summary>
    public static string ShowDate(DateTimeOffset date) => date.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int? CountDays(DateTimeOffset? since) => since is { } date ? Math.Max(0, (int)(now - date).TotalDays) : null;

    private static DateTimeOffset Subtract(DateTimeOffset now, TimeSpan span) =>
        span < now - DateTimeOffset.MinValue ? now - span : DateTimeOffset.MinValue;
}
