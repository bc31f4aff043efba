using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Access;

/// <summary>
/// Finds out whether a change would lock the caller out: end the access that the session uses, or the last way to sign in with a browser.
/// The server allows all of that. Everything that changes objects asks here before it sends a request. The book marks the changes that can
/// matter; no other costs a request.
/// </summary>
internal sealed class OwnAccess
{
    private readonly Dictionary<string, IAccessRule[]> rules;
    private readonly OwnGroups groups;

    /// <summary>Creates the check of one command: it remembers what it allowed, because two changes can lock out together.</summary>
    public OwnAccess(ApiClient api)
    {
        var lookup = new Lookup(api);
        groups = new OwnGroups(api, lookup);
        var (user, provider, needed) = (new OwnUser(api.Session), new OwnProvider(api, lookup), new FlowStages(api));
        var flows = new SignInFlows(api, needed);
        var stages = new SignInStages(api, lookup, needed, flows);
        rules = new(StringComparer.Ordinal)
        {
            ["User"] = [user, groups],
            ["Group"] = [groups],
            ["Token"] = [new OwnToken(api, lookup)],
            ["Provider"] = [provider],
            ["OAuth2Provider"] = [provider],
            ["OAuth2AccessToken"] = [provider],
            ["OAuth2RefreshToken"] = [provider],
            ["Application"] = [provider],
            ["Flow"] = [flows, provider],
            ["Brand"] = [flows],
            ["FlowStageBinding"] = [stages],
            ["Stage"] = [stages],
            ["IdentificationStage"] = [stages],
            ["UserLoginStage"] = [stages],
        };
    }

    /// <summary>Nouns of the resources whose changes can matter.</summary>
    public IEnumerable<string> Nouns => rules.Keys;

    /// <summary>True if the change of an object of this resource can matter, according to the book.</summary>
    public static bool CanMatter(Resource resource) => resource.Fields.Any(field => field.TouchesOwnAccess);

    /// <summary>What a change would take from the caller; null if nothing, or if the caller can't see what decides it.</summary>
    /// <exception cref="InputException">The object can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<AccessLoss?> FindLossAsync(AccessChange change, CancellationToken cancellation) => !change.IsMarked
        ? Task.FromResult<AccessLoss?>(null)
        : FindFirstAsync(
            from rule in rules[change.Target.Resource.Noun]
            select (Func<Task<AccessLoss?>>)(() => rule.FindLossAsync(change, cancellation)));

    /// <summary>The same for a member that leaves a group.</summary>
    /// <param name="group">The id of the group.</param>
    /// <param name="member">The user or the child group.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<AccessLoss?> FindLossAsync(Guid group, AuthentikObject member, CancellationToken cancellation) =>
        FindFirstAsync([() => groups.FindLossAsync(group, member, cancellation)]);

    private static async Task<AccessLoss?> FindFirstAsync(IEnumerable<Func<Task<AccessLoss?>>> searches)
    {
        foreach (var search in searches)
        {
            if (await TryFindAsync(search) is { } loss)
            {
                return loss;
            }
        }

        return null;
    }

    // Whoever isn't allowed to see it isn't allowed to change it either, or the server says so then.
    private static async Task<AccessLoss?> TryFindAsync(Func<Task<AccessLoss?>> search)
    {
        try
        {
            return await search();
        }
        catch (ApiException hidden) when (hidden.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotFound or ApiErrorKind.OperationMissing)
        {
            return null;
        }
    }
}
