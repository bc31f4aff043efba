using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Background;

/// <summary>Reads an object as it is now, and not as it was when the caller got it.</summary>
internal static class FreshObject
{
    /// <summary>Reads the object.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static Task<AuthentikObject> ReadAsync(ApiClient api, Identity target, CancellationToken cancellation) =>
        new ResourceClient(api, target.Resource).Reader
            .GetAsync(target.Resource.MakeIdentity(target.FindTrustedId()!, isId: true), cancellation);
}
