using System.Security;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Parsing;
using Authentik.Sessions;

namespace Authentik.Access;

/// <summary>
/// The token or app password that the session signs in with. The server doesn't say which one a request uses. It's a token of the caller
/// with the right intent; if there are several, the key of the one that is to be changed is viewed, which the server records.
/// </summary>
internal sealed class OwnToken(ApiClient api, Lookup lookup) : IAccessRule
{
    private const string ApiIntent = "api";
    private const string AppPasswordIntent = "app_password";

    private readonly ObjectSource objects = new(api);

    private Session Session => api.Session;

    private string? Intent => Session.Authentication switch
    {
        AuthenticationType.ApiToken => ApiIntent,
        AuthenticationType.AppPassword => AppPasswordIntent,
        _ => null,
    };

    /// <inheritdoc/>
    public async Task<AccessLoss?> FindLossAsync(AccessChange change, CancellationToken cancellation)
    {
        if (Intent is not { } intent || !CanHarm(change))
        {
            return null;
        }

        var token = change.Target.Object ?? await lookup.FindAsync(change.Target, cancellation);
        if (!IsCandidate(token, intent) || await FindHarmAsync(change, token, cancellation) is not { } harm)
        {
            return null;
        }

        var isKey = intent == ApiIntent;
        var kind = isKey ? "token" : "app password";
        var effect = $"{harm} {(isKey ? AccessLoss.Ends : AccessLoss.EndsLater)}";
        return await IsOwnAsync(token, intent, cancellation) switch
        {
            true => new AccessLoss($"Token '{token}' is the {kind} of this session.", effect),
            null => new AccessLoss(
                $"Token '{token}' can be the {kind} of this session: you don't have permission to view its key.", effect),
            _ => null,
        };
    }

    private static bool CanHarm(AccessChange change) =>
        change.IsRemoval || change.Action is not null || change.Sets("intent") || change.Sets("expires") || change.Get("expiring") is true;

    private bool IsCandidate(AuthentikObject token, string intent) =>
        token.ValueOf("user") is int user && user == Session.UserId && token.ValueOf("intent") as string == intent;

    private async Task<string?> FindHarmAsync(AccessChange change, AuthentikObject token, CancellationToken cancellation)
    {
        if (change.IsRemoval)
        {
            return "Removing it";
        }

        if (change.Action is not null)
        {
            return change.Get("key") is SecureString key && SecretText.Reveal(key) == await ReadSecretAsync(cancellation)
                ? null
                : "Setting another key";
        }

        var expires = token.ValueOf("expiring") is true;
        return change switch
        {
            _ when change.Get("intent") is string intent && intent != token.ValueOf("intent") as string => "Changing its intent",
            _ when change.Get("expiring") is true && !expires => "It would expire, and that",
            _ when expires && change.Get("expiring") is not false && IsSooner(change, token) => "It would expire sooner, and that",
            _ => null,
        };
    }

    // The server chooses the date of an API token itself, whatever is sent.
    private bool IsSooner(AccessChange change, AuthentikObject token) => Intent == AppPasswordIntent
        && change.Get("expires") is DateTimeOffset date && token.ValueOf("expires") is DateTimeOffset stored && date < stored;

    // Null if the key can't be viewed: tokens that somebody else created for the caller don't show it.
    private async Task<bool?> IsOwnAsync(AuthentikObject token, string intent, CancellationToken cancellation)
    {
        var (known, id) = (Session.KnownTokens, (Guid)token.FindId(token.Resource!)!);
        if (known.TryGetValue(id, out var isOwn))
        {
            return isOwn;
        }

        if (known.Values.Contains(true))
        {
            return false;
        }

        var others = (await ListCandidatesAsync(token, intent, cancellation)).Where(other => !known.ContainsKey(other)).ToList();
        if (others is [var only] && only == id)
        {
            return known[id] = true;
        }

        return await ReadKeyAsync(token, cancellation) is { } key ? known[id] = key == await ReadSecretAsync(cancellation) : null;
    }

    private async Task<IReadOnlyList<Guid>> ListCandidatesAsync(AuthentikObject token, string intent, CancellationToken cancellation)
    {
        var query = new KeyValuePair<string, string>[] { new("user__username", Session.Username ?? string.Empty), new("intent", intent) };
        var found = await objects.SearchAsync(token.Resource!, query, other => IsCandidate(other, intent), cancellation);
        return [.. found.Select(other => (Guid)other.FindId(other.Resource!)!)];
    }

    private async Task<string?> ReadKeyAsync(AuthentikObject token, CancellationToken cancellation)
    {
        try
        {
            var path = ListPaths.AddKey(token.Resource!.Path, IdentityIds.Write(token.ValueOf(token.Resource.Key)!));
            using var response = await api.GetAsync($"{path}view_key/", [], cancellation);
            return JsonMember.ReadString(response.Json, "key");
        }
        catch (ApiException hidden) when (hidden.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotFound)
        {
            return null;
        }
    }

    private async Task<string?> ReadSecretAsync(CancellationToken cancellation)
    {
        var secret = Intent == ApiIntent
            ? await Session.Tokens!.GetAsync(api.Call, cancellation)
            : Session.Connection.FindSecret(ConnectionSettings.CredentialSecret);
        return secret is null ? null : SecretText.Reveal(secret);
    }
}
