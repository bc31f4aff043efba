namespace Authentik.Access;

/// <summary>Finds out whether changes of some kind take the caller's access.</summary>
internal interface IAccessRule
{
    /// <summary>What the change would take; null if nothing.</summary>
    /// <exception cref="InputException">The object can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    Task<AccessLoss?> FindLossAsync(AccessChange change, CancellationToken cancellation);
}
