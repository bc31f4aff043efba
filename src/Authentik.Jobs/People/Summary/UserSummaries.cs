using System.Collections;
using System.Globalization;
using Authentik.Lists;
using Authentik.Naming;
using Authentik.Parsing;

namespace Authentik.Jobs;

/// <summary>
/// Reads what a user is, may do and has. What doesn't depend on each other is read at the same time. What the caller isn't allowed to read
/// is told, and isn't an empty list.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="signIns">How many sign-ins to read.</param>
internal sealed class UserSummaries(JobClient client, int signIns)
{
    private const string Action = "login";

    private readonly GroupChain chain = new(client);
    private readonly UserRights rights = new(client);

    /// <summary>Reads all about a user.</summary>
    /// <exception cref="InputException">There is no such user.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<UserSummary> ReadAsync(Identity identity, CancellationToken cancellation)
    {
        var user = await FindAsync(identity, cancellation);
        var reading = new Reading(client.Session, user);
        var applications = reading.TryAsync("applications", false, () => ListApplicationsAsync(user, cancellation));
        var devices = reading.TryAsync("second factors", true, () => ListAsync<AuthenticatorDevice>("user", user, cancellation));
        var sessions = reading.TryAsync("sessions", true, () => ListAsync<AuthenticatedSession>("user__username", user, cancellation));
        var tokens = reading.TryAsync("tokens", true, () => ListAsync<Token>("user__username", user, cancellation));
        var consents = reading.TryAsync("consents", true, () => ListAsync<UserConsent>("user", user, cancellation));
        var connections = reading.TryAsync("source connections", true, () => ListAsync<UserConnection>("user", user, cancellation));
        var latest = reading.TryAsync("sign-ins", false, () => ListSignInsAsync(user, cancellation));
        var groups = await reading.TryAsync("groups", false, () => chain.ReadAsync(user, cancellation));
        var roles = groups is null ? null : UserRights.ListRoles(user, groups);
        var permitted = roles is null ? null : await reading.TryAsync("permissions", false, async () =>
            (IReadOnlyList<(IReadOnlyList<string> Names, int Objects)>)[await rights.ReadAsync(user, roles, cancellation)]);
        return new UserSummary
        {
            Subject = user,
            Groups = ToList(groups?.Select(Describe)),
            Roles = ToList(roles),
            Permissions = ToList(permitted?[0].Names),
            ObjectPermissionCount = permitted?[0].Objects,
            Applications = ToList(await applications),
            Devices = ToList(await devices),
            Sessions = ToList(await sessions),
            Tokens = ToList(await tokens),
            Consents = ToList(await consents),
            Connections = ToList(await connections),
            SignIns = ToList(await latest),
            NotVisible = [.. reading.ListHidden()],
        };
    }

    private static ValueList<T>? ToList<T>(IEnumerable<T>? items) => items is null ? null : [.. items];

    // A user inside another object, or one from another command, doesn't have everything.
    private async Task<User> FindAsync(Identity identity, CancellationToken cancellation)
    {
        var given = identity.Object as User;
        var isWhole = given is { Groups: not null, IsSuperuser: not null } && given.Has("groups_obj");
        return isWhole ? given! : await client.GetAsync<User>(
            given?.Pk is { } id ? Resources.User.MakeIdentity(id, isId: true) : identity, cancellation);
    }

    private static UserGroup Describe(ReachedGroup one) =>
        new(one.Group.Name!, one.Path, one.Group.IsSuperuser == true, one.Group.Pk!.Value);

    private async Task<IReadOnlyList<T>> ListAsync<T>(string filter, User user, CancellationToken cancellation)
        where T : AuthentikObject => await client.ReadAllAsync<T>(
            Resources.Book[typeof(T).Name],
            new Dictionary<string, object?> { [filter] = Resources.User.MakeIdentity(user) },
            cancellation);

    // The server checks access after it has cut a page, so a page can be empty although others follow.
    private async Task<IReadOnlyList<Application>> ListApplicationsAsync(User user, CancellationToken cancellation)
    {
        var found = new List<Application>();
        for (var page = 1; page > 0;)
        {
            var query = new KeyValuePair<string, string>[]
            {
                new("for_user", user.Pk!.Value.ToString(CultureInfo.InvariantCulture)),
                new("page", page.ToString(CultureInfo.InvariantCulture)),
                new("page_size", ListRequest.LargestPage.ToString(CultureInfo.InvariantCulture)),
            };
            using var response = await client.Api.GetAsync(Resources.Application.Path, query, cancellation);
            foreach (var json in JsonMember.Find(response.JsonObject, "results")!.Value.EnumerateArray())
            {
                var one = (Application)Resources.Application.New();
                one.Fill(json, client.Session);
                found.Add(one);
            }

            page = JsonMember.Find(response.JsonObject, "pagination") is { } pages && JsonMember.Find(pages, "next") is { } next
                ? (int)next.GetDouble()
                : 0;
        }

        return [.. found.OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private async Task<IReadOnlyList<UserSignIn>> ListSignInsAsync(User user, CancellationToken cancellation)
    {
        if (signIns == 0)
        {
            return [];
        }

        // The filter finds every action that contains the word, such as login_failed.
        var filters = new Dictionary<string, object?> { ["action"] = Action, ["username"] = Resources.User.MakeIdentity(user) };
        var events = await client.ReadFirstAsync<Event>(Resources.Event, filters, ListRequest.LargestPage, cancellation);
        return
        [
            .. events.Where(one => one.Action == Action).Take(signIns).Select(one =>
                new UserSignIn(one.Created, one.ClientIp, (one.Context as IDictionary)?["auth_method"] as string)),
        ];
    }
}
