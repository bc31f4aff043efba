using System.Globalization;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// Finds what is left when a user's account is disabled: what the user made, what names the user, and what only the user had.
/// </summary>
internal sealed class UserRemains(JobClient client)
{
    // What a user has is removed or kept on purpose. A notification is nobody else's, and authentik makes the rest itself.
    private static readonly string[] Handled =
    [
        "authentik_core.group", "authentik_rbac.role", "authentik_core.authenticatedsession", "authentik_core.token",
        "authentik_core.userconsent", "authentik_policies.policybinding", "authentik_events.notification",
        "authentik_providers_oauth2.accesstoken", "authentik_providers_oauth2.refreshtoken",
        "authentik_providers_oauth2.authorizationcode", "authentik_rbac.userobjectpermission", "guardian.userobjectpermission",
    ];

    private List<User>? services;

    /// <summary>Lists what is left of a user.</summary>
    /// <param name="holdings">What the user has.</param>
    /// <param name="bindings">The bindings that name the user and stay.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<UserRemainder>> FindAsync(
        UserHoldings holdings, IEnumerable<UserBinding> bindings, CancellationToken cancellation) =>
    [
        .. bindings.Select(Describe),
        .. await FindEmptyGroupsAsync(holdings, cancellation),
        .. await FindMadeAsync(holdings.User, cancellation),
        .. DescribeAccessTokens(holdings),
        .. DescribeUses(holdings),
    ];

    private static UserRemainder Describe(UserBinding one) => one switch
    {
        { IsLast: true, Application: { } name, Binding.Negate: not true } => new()
        {
            Kind = "application",
            Name = name,
            Why = "Only this user could open it. Bind somebody else first, then remove the binding of the user: without any binding, "
                + "everybody can open it.",
        },
        { IsLast: true } => new()
        {
            Kind = "policy binding",
            Name = one.Application ?? one.Target,
            Why = "It's the only one there. Bind somebody else before you remove it: without any binding, everybody passes.",
        },
        _ => new()
        {
            Kind = "policy binding",
            Name = one.Application ?? one.Target,
            Why = "It names the user, and applies again if the user is activated. -RemoveBinding removes it.",
        },
    };

    // Only groups that the user leaves can lose the last member.
    private async Task<IReadOnlyList<UserRemainder>> FindEmptyGroupsAsync(UserHoldings holdings, CancellationToken cancellation)
    {
        var empty = new List<UserRemainder>();
        foreach (var group in holdings.Groups)
        {
            var query = new Dictionary<string, object?> { ["groups_by_pk"] = new[] { Resources.Group.MakeIdentity(group.Pk) } };
            var members = client.ListAsync<User>(Resources.User, query, cancellation);
            if (!await AnyAsync(members, member => member.Pk != holdings.User.Pk))
            {
                empty.Add(new() { Kind = "group", Name = group.Name, Why = "It has no members now." });
            }
        }

        return empty;
    }

    // Service accounts and tokens have no owner. Only events say who created them, for as long as authentik keeps events.
    private async Task<IReadOnlyList<UserRemainder>> FindMadeAsync(User user, CancellationToken cancellation)
    {
        try
        {
            var users = await ListCreatedAsync(user, "user", cancellation);
            var tokens = await ListCreatedAsync(user, "token", cancellation);
            return [.. await FindServicesAsync(users, cancellation), .. await FindTokensAsync(user, tokens, cancellation)];
        }
        catch (ApiException hidden) when (hidden.Kind is ApiErrorKind.Forbidden)
        {
            return
            [
                new()
                {
                    Kind = "events",
                    Name = user.Username!,
                    Why = "You can't view events, so which service accounts and tokens the user created isn't known.",
                },
            ];
        }
    }

    private async Task<IReadOnlyList<(string Pk, string Name)>> ListCreatedAsync(User user, string model, CancellationToken cancellation)
    {
        var created = new List<(string, string)>();
        var filters = new Dictionary<string, object?>
        {
            ["action"] = "model_created",
            ["username"] = user.Username,
            ["context_model_app"] = "authentik_core",
            ["context_model_name"] = model,
        };
        await foreach (var one in client.ListAsync<Event>(Resources.Event, filters, cancellation))
        {
            // Events of a renamed or removed user with this name have another number.
            if (Text(one.User, "pk") == Text(user.Pk) && one.Context is JsonDictionary context
                && Text(context["model"], "model_name") == model && Text(context["model"], "pk") is { } pk)
            {
                created.Add((pk, Text(context["model"], "name") ?? pk));
            }
        }

        return created;
    }

    private async Task<IEnumerable<UserRemainder>> FindServicesAsync(
        IReadOnlyList<(string Pk, string Name)> created, CancellationToken cancellation)
    {
        if (created.Count == 0)
        {
            return [];
        }

        var filters = new Dictionary<string, object?> { ["type"] = new[] { "service_account" }, ["include_groups"] = false };
        services ??= [.. await client.ReadAllAsync<User>(Resources.User, filters, cancellation)];
        return services.Where(service => created.Any(one => one.Pk == Text(service.Pk))).Select(service => new UserRemainder
        {
            Kind = "service account",
            Name = service.Username!,
            Why = "The user created it. It goes on working, and the user may know its keys. Give it another owner, and renew its tokens.",
        });
    }

    private async Task<IReadOnlyList<UserRemainder>> FindTokensAsync(
        User user, IReadOnlyList<(string Pk, string Name)> created, CancellationToken cancellation)
    {
        var found = new List<UserRemainder>();
        foreach (var (pk, name) in created.DistinctBy(one => one.Pk))
        {
            // The event has the identifier, and of a token that expires, the date behind a blank.
            var token = await client.FindAsync<Token>(Resources.Token, name.Split(' ')[0], cancellation);
            if (token is not null && token.User != user.Pk && Guid.TryParse(pk, out var id) && id == token.Pk)
            {
                found.Add(new()
                {
                    Kind = "token",
                    Name = token.Identifier!,
                    Why = $"The user created it for '{token.UserObj?.Username ?? Text(token.User)}' and may know its key. Renew it.",
                });
            }
        }

        return found;
    }

    private IEnumerable<UserRemainder> DescribeAccessTokens(UserHoldings holdings) =>
        from token in holdings.AccessTokens
        where token.Revoked != true && token.Expires > client.Now && token.Provider?.Name is not null
        group token by token.Provider!.Name! into provider
        select new UserRemainder
        {
            Kind = "access token",
            Name = provider.Key,
            Why = string.Create(
                CultureInfo.InvariantCulture,
                $"An application that doesn't ask authentik accepts it until {provider.Max(token => token.Expires):yyyy-MM-dd HH:mm} UTC."),
        };

    private static IEnumerable<UserRemainder> DescribeUses(UserHoldings holdings) =>
        from use in holdings.Uses.DistinctBy(use => (use.App, use.Model, use.Pk))
        let model = $"{use.App}.{use.Model}".ToLowerInvariant()
        where !Handled.Contains(model) && use.Resource?.Family != Resources.AuthenticatorDevice.Noun
        select new UserRemainder
        {
            Kind = use.Resource?.Title ?? use.Model,
            Name = use.Name,
            Why = model == "authentik_stages_invitation.invitation"
                ? "The user created it. Whoever has its link can use it until it expires."
                : "It refers to the user.",
        };

    private static async Task<bool> AnyAsync(IAsyncEnumerable<User> users, Func<User, bool> isMeant)
    {
        await foreach (var user in users)
        {
            if (isMeant(user))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Text(object? value, string key) => value is JsonDictionary json ? Text(json[key]) : null;

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
