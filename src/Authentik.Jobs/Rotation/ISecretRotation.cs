namespace Authentik.Jobs;

/// <summary>How a secret is rotated.</summary>
/// <param name="IsForced">True if what the session signs in with may be changed.</param>
/// <param name="IsWhatIf">True if it's only shown what would be done.</param>
/// <param name="AsPlainText">True to return the secret as a string.</param>
internal sealed record RotationOptions(bool IsForced = false, bool IsWhatIf = false, bool AsPlainText = false);

/// <summary>Gives objects of one kind new secrets.</summary>
internal interface ISecretRotation<T>
    where T : RotatedSecret
{
    /// <summary>Reads what decides about the age of secrets, if it matters.</summary>
    /// <exception cref="InputException">The age can't be known.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Lists the objects whose secrets are rotated if none is specified.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    IAsyncEnumerable<AuthentikObject> ListAsync(CancellationToken cancellation);

    /// <summary>Plans a new secret for an object.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="options">How it's done.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">There is no such object, it has no secret, or its age can't be known.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    Task<JobPlan<T>> PlanAsync(Identity identity, RotationOptions options, CancellationToken cancellation);
}
