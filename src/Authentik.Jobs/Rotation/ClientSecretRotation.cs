using System.Runtime.CompilerServices;
using Authentik.Access;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>Gives OAuth2 providers new client secrets, and RADIUS providers new shared secrets. The old one is refused then.</summary>
/// <param name="client">The server.</param>
/// <param name="age">How old a secret must be; null for any.</param>
internal sealed class ClientSecretRotation(JobClient client, TimeSpan? age) : ISecretRotation<RotatedClientSecret>
{
    private const string Public = "public";

    private static readonly string[] ApplicationFields = ["assigned_application_name", "assigned_backchannel_application_name"];

    // As the server makes them.
    private static readonly Dictionary<string, (string Field, int Length)> Secrets = new(StringComparer.Ordinal)
    {
        ["OAuth2Provider"] = ("client_secret", 128),
        ["RadiusProvider"] = ("shared_secret", 40),
    };

    private readonly SecretRotation rotation = new(client);
    private readonly Dictionary<string, SecretHistory> histories = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) =>
        FindHistory(Resources.OAuth2Provider)?.PrepareAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>Lists the providers that can be rotated without a name: OAuth2 providers whose application keeps a secret.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async IAsyncEnumerable<AuthentikObject> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // Real servers list proxy providers among them, without saying so.
        var proxies = (await client.ReadAllAsync<ProxyProvider>(Resources.ProxyProvider, filters: null, cancellation))
            .Select(one => one.Pk)
            .ToHashSet();
        foreach (var one in await client.ReadAllAsync<OAuth2Provider>(Resources.OAuth2Provider, filters: null, cancellation))
        {
            if (one.ClientType != Public && !proxies.Contains(one.Pk))
            {
                yield return one;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<JobPlan<RotatedClientSecret>> PlanAsync(
        Identity identity, RotationOptions options, CancellationToken cancellation)
    {
        var provider = await FindAsync(identity, cancellation);
        var radius = provider as RadiusProvider;
        var result = new RotatedClientSecret
        {
            Subject = provider,
            Provider = provider.ToString(),
            ClientId = (provider as OAuth2Provider)?.ClientId,
            Applications = [.. ListApplications(provider)],
            Outposts = radius?.OutpostSet is { } outposts ? [.. outposts] : [],
        };
        var plan = new JobPlan<RotatedClientSecret>(Describe(provider, result), result);
        if (provider is OAuth2Provider { ClientType: Public })
        {
            result.Fail(new InputException(
                InputProblem.InvalidValue,
                $"OAuth2 provider '{provider}' has the client type public, so nobody uses its secret. Nothing was changed.",
                result.Provider));
            return plan;
        }

        result.ChangedOn = FindHistory(provider.Resource!) is { } history
            ? await history.FindYoungerAsync(provider.FindId(provider.Resource!)!, cancellation)
            : null;
        if (result.ChangedOn is null && !rotation.IsRepeated(result, "secret"))
        {
            await AddAsync(plan, provider, options, cancellation);
        }

        return plan;
    }

    // The list of all providers has only what all kinds have.
    private async Task<AuthentikObject> FindAsync(Identity identity, CancellationToken cancellation)
    {
        if (identity.Object is OAuth2Provider { ClientType: not null } or RadiusProvider { OutpostSet: not null })
        {
            return identity.Object;
        }

        var found = await client.Of(identity.Resource).Reader.FindAsync(identity, cancellation);
        if (found.Resource is not { } resource || !Secrets.ContainsKey(resource.Noun))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"{Articles.AddCapitalTo(found.DescribeKind())} has no client secret, so '{found}' wasn't changed. OAuth2 and RADIUS "
                    + "providers have one. That of a proxy provider belongs to its outpost, and authentik keeps it itself.",
                found.ToString());
        }

        return await client.Of(resource).Reader.GetAsync(resource.MakeIdentity(found.FindId(resource)!, isId: true), cancellation);
    }

    private static IReadOnlyList<string> ListApplications(AuthentikObject provider) =>
    [
        .. ApplicationFields
            .Select(field => provider.ValueOf(field) as string)
            .Where(name => !string.IsNullOrEmpty(name)).OfType<string>(),
    ];

    private static string Describe(AuthentikObject provider, RotatedClientSecret result)
    {
        var users = result.Applications.Count == 0 ? "no application" : string.Join(", ", result.Applications.Select(one => $"'{one}'"));
        var outposts = result.Outposts.Count == 0 ? string.Empty
            : $", served by the outposts {string.Join(", ", result.Outposts.Select(one => $"'{one}'"))}";
        return $"{provider.Resource!.Title} '{provider}', used by {users}{outposts}";
    }

    private SecretHistory? FindHistory(Resource resource)
    {
        if (age is not { } time)
        {
            return null;
        }

        return histories.TryGetValue(resource.Noun, out var history) ? history : histories[resource.Noun] =
            new SecretHistory(client, resource.ModelName!, Secrets[resource.Noun].Field, time);
    }

    private async Task AddAsync(
        JobPlan<RotatedClientSecret> plan, AuthentikObject provider, RotationOptions options, CancellationToken cancellation)
    {
        var (result, resource) = (plan.Result, provider.Resource!);
        var (field, length) = Secrets[resource.Noun];
        var secret = rotation.Create(length);
        var values = new Dictionary<string, object?> { [field] = secret };
        var change = AccessChange.Set(resource.MakeIdentity(provider), JobClient.MakeValues(resource, values));
        var isOAuth = resource.Noun == "OAuth2Provider";
        var about = isOAuth ? await rotation.GuardAsync(result, change, options, cancellation) : string.Empty;

        if (result.Failures.Count == 0)
        {
            rotation.Add(plan, $"Set a new secret; the old one stops working{about}", async stop =>
            {
                result.LastUsed = await FindLastUseAsync(provider, stop);
                await client.ChangeAsync(provider, values, stop);
                result.ClientSecret = options.AsPlainText ? SecretText.Reveal(secret) : secret;
                rotation.Follow(result, secret);
            });
        }
    }

    private async Task<DateTimeOffset?> FindLastUseAsync(AuthentikObject provider, CancellationToken cancellation) =>
        provider.ValueOf("assigned_application_slug") is string { Length: > 0 } slug
            ? await rotation.FindLastAsync(
                new Dictionary<string, object?>
                {
                    ["action"] = "authorize_application",
                    ["context_authorized_app"] = Resources.Application.MakeIdentity(slug),
                },
                cancellation)
            : null;
}
