using System.Security;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Access;

/// <summary>
/// The OAuth2 provider that the session gets its tokens from, if it doesn't use an API token. Removing the provider, or the flow that it
/// authorizes with, deletes the tokens at once; what else is in the way only prevents new ones.
/// </summary>
internal sealed class OwnProvider(ApiClient api, Lookup lookup) : IAccessRule
{
    private const string ApiScope = "goauthentik.io/api";

    private readonly ObjectSource objects = new(api);
    private AuthentikObject? provider;
    private bool isRead;

    private Session Session => api.Session;

    private string? ClientId => Session.Connection.Settings.ClientId;

    private string Own => $"OAuth2 provider '{provider}' is the one that this session signs in with.";

    /// <inheritdoc/>
    public async Task<AccessLoss?> FindLossAsync(AccessChange change, CancellationToken cancellation)
    {
        if (Session.Authentication == AuthenticationType.ApiToken || ClientId is null)
        {
            return null;
        }

        var noun = change.Target.Resource.Noun;
        if (noun is "OAuth2AccessToken" or "OAuth2RefreshToken")
        {
            return await FindTokenLossAsync(change, cancellation);
        }

        return await ReadAsync(cancellation) is not { } own ? null : noun switch
        {
            "Application" => await FindApplicationLossAsync(change, own, cancellation),
            "Flow" => await FindFlowLossAsync(change, own, cancellation),
            _ => await FindProviderLossAsync(change, own, cancellation),
        };
    }

    private async Task<AccessLoss?> FindProviderLossAsync(AccessChange change, AuthentikObject own, CancellationToken cancellation)
    {
        if (!Equals(await lookup.FindReferenceAsync(change.Target, cancellation), own.FindId(own.Resource!)))
        {
            return null;
        }

        if (change.IsRemoval)
        {
            return new AccessLoss(Own, $"Removing it {AccessLoss.Ends}");
        }

        return change switch
        {
            _ when change.Get("client_id") is string id && id != ClientId =>
                new AccessLoss(Own, $"Another client id {AccessLoss.EndsLater}"),
            _ when IsOtherSecret(change) => new AccessLoss(Own, $"Another client secret {AccessLoss.EndsLater}"),
            _ when change.Get("name") is string name && name != own.ValueOf("name") as string && NamesUser => new AccessLoss(
                Own, "The name of the session's user contains its name, so renaming it would make the session act as a new user."),
            _ when await LosesScopeAsync(change, own, cancellation) => new AccessLoss(
                Own, $"Taking the scope mapping for {ApiScope} away {AccessLoss.EndsLater}"),
            _ => null,
        };
    }

    private bool NamesUser => Session.Authentication is AuthenticationType.ClientSecret or AuthenticationType.Assertion;

    private bool IsOtherSecret(AccessChange change) => Session.Authentication == AuthenticationType.ClientSecret
        && change.Get("client_secret") is SecureString secret
        && Session.Connection.FindSecret(ConnectionSettings.CredentialSecret) is { } own
        && SecretText.Reveal(secret) != SecretText.Reveal(own);

    private async Task<bool> LosesScopeAsync(AccessChange change, AuthentikObject own, CancellationToken cancellation)
    {
        var removed = change.ListRemoved("property_mappings");
        var whole = change.GetList("property_mappings");
        if ((whole is null && removed.Count == 0) || own.ValueOf("property_mappings") is not IReadOnlyList<Guid> stored)
        {
            return false;
        }

        var kept = new List<Guid>();
        foreach (var mapping in whole ?? [])
        {
            kept.Add((Guid)await lookup.FindReferenceAsync(mapping, cancellation));
        }

        var after = whole is null ? stored.Where(id => !removed.Contains(id.ToString())) : kept;
        var found = await objects.SearchAsync(
            Session.Book["ScopeMapping"],
            [new("scope_name", ApiScope)],
            mapping => mapping.ValueOf("scope_name") as string == ApiScope,
            cancellation);
        var api = found.Select(mapping => (Guid)mapping.FindId(mapping.Resource!)!).ToList();
        return stored.Intersect(api).Any() && !after.Intersect(api).Any();
    }

    // A refresh token is accepted without the application.
    private async Task<AccessLoss?> FindApplicationLossAsync(AccessChange change, AuthentikObject own, CancellationToken cancellation)
    {
        if (Session.Authentication == AuthenticationType.DeviceCode
            || own.ValueOf("assigned_application_slug") is not string slug
            || slug != await lookup.FindKeyAsync(change.Target, cancellation))
        {
            return null;
        }

        var other = change.Get("provider") as Identity;
        if (!change.IsRemoval && (!change.Sets("provider")
            || (other is not null && Equals(await lookup.FindReferenceAsync(other, cancellation), own.FindId(own.Resource!)))))
        {
            return null;
        }

        return new AccessLoss(
            $"Application '{change.Target}' is the one that this session signs in to.",
            $"{(change.IsRemoval ? "Removing it" : "Another provider")} {AccessLoss.EndsLater}");
    }

    private async Task<AccessLoss?> FindFlowLossAsync(AccessChange change, AuthentikObject own, CancellationToken cancellation) =>
        change.IsRemoval && Equals(await lookup.FindReferenceAsync(change.Target, cancellation), own.ValueOf("authorization_flow"))
            ? new AccessLoss(
                $"OAuth2 provider '{own}', which this session signs in with, authorizes with the flow '{change.Target}'.",
                $"Removing the flow also removes the provider, which {AccessLoss.Ends}")
            : null;

    // Whoever signs in with a secret gets another access token.
    private async Task<AccessLoss?> FindTokenLossAsync(AccessChange change, CancellationToken cancellation)
    {
        var isRefresh = change.Target.Resource.Noun == "OAuth2RefreshToken";
        if (Session.Authentication != AuthenticationType.DeviceCode || (!isRefresh && Session.Tokens!.CanRenew))
        {
            return null;
        }

        var token = change.Target.Object ?? await lookup.FindAsync(change.Target, cancellation);
        var isOwn = token.ValueOf("user") is AuthentikObject user && user.ValueOf("pk") is int id && id == Session.UserId
            && token.ValueOf("provider") is AuthentikObject of && of.ValueOf("client_id") as string == ClientId;
        return !isOwn ? null : new AccessLoss(
            $"This {change.Target.Resource.Title} can be the one of this session: both have the same user and provider.",
            $"Removing it {(isRefresh ? AccessLoss.EndsLater : AccessLoss.Ends)}");
    }

    private async Task<AuthentikObject?> ReadAsync(CancellationToken cancellation)
    {
        if (!isRead)
        {
            var found = await objects.SearchAsync(
                Session.Book["OAuth2Provider"],
                [new("client_id", ClientId!)],
                one => one.ValueOf("client_id") as string == ClientId,
                cancellation);
            (provider, isRead) = (found.Count == 0 ? null : found[0], true);
        }

        return provider;
    }
}
