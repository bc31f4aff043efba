using Authentik.Naming;

namespace Authentik.Access;

/// <summary>
/// The user of the session: removed or inactive, its tokens are refused at once. Its type makes no difference to the API.
/// </summary>
internal sealed class OwnUser(Session session) : IAccessRule
{
    /// <inheritdoc/>
    public Task<AccessLoss?> FindLossAsync(AccessChange change, CancellationToken cancellation) =>
        Task.FromResult(IsOwn(change.Target) ? FindLoss(change) : null);

    private bool IsOwn(Identity user) => user.FindTrustedId() is long id && id == session.UserId;

    private AccessLoss? FindLoss(AccessChange change)
    {
        var own = $"User '{session.Username}' is the user of this session.";
        if (change.IsRemoval)
        {
            return new AccessLoss(own, $"Removing it {AccessLoss.Ends}");
        }

        if (change.Get("is_active") is false)
        {
            return new AccessLoss(own, $"Deactivating it {AccessLoss.Ends}");
        }

        return change.Get("username") is string name && name != session.Username && SignsInByName
            ? new AccessLoss(own, $"The session signs in with its username, so renaming it {AccessLoss.EndsLater}")
            : null;
    }

    // With a client secret or an assertion, the server creates a user of that name again, without its permissions.
    private bool SignsInByName => session.Authentication
        is AuthenticationType.AppPassword or AuthenticationType.ClientSecret or AuthenticationType.Assertion;
}
