using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Proxy providers: a request that does not say the mode is taken to mean the mode that wants an internal host.</summary>
internal sealed class ProxyProviderRules(World world) : ResourceRules(world)
{
    private const string Proxy = "proxy";

    public override string Path => "/providers/proxy/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        // Only the request counts, also where the stored object has the mode and the host.
        var mode = change.Values["mode"]?.ToString() ?? Proxy;
        if (mode == Proxy && string.IsNullOrEmpty(change.Values["internal_host"]?.ToString()))
        {
            errors.Add("internal_host", "Internal host cannot be empty when forward auth is disabled.");
        }

        return null;
    }
}
