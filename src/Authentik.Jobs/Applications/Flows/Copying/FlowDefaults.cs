using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>What is particular to new flows: their background on older servers, and that one can be used at once.</summary>
internal sealed class FlowDefaults(JobClient client)
{
    // The image of servers before 2025.12, which new flows have, too.
    private const string DefaultImage = "/static/dist/assets/images/flow_background.jpg";

    /// <summary>
    /// The address of a background that has to be set by an action; null for none, and on servers that have a field for it.
    /// </summary>
    public static string? FindOldBackground(JobClient client, Flow flow)
    {
        if (client.Gate.IsPossible(Resources.Flow.GetField("background").Writable)
            || flow.Background is not { Length: > 0 } background || background == DefaultImage)
        {
            return null;
        }

        if (Uri.TryCreate(background, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            return background;
        }

        client.Log.Warning(
            $"The background image of '{flow.Slug}' is a file, which authentik {client.Session.ServerVersion} doesn't give away. Set one "
                + "for the copy with Set-AuthentikFlowBackground.");
        return null;
    }

    /// <summary>Sets the background image of a flow.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task SetBackgroundAsync(Flow flow, string background, CancellationToken cancellation)
    {
        var action = Actions.SetFlowBackground;
        var values = JobActions.MakeValues(action, "url", background);
        var caller = new ActionCaller(client.Api, action);
        using var response = await caller.CallAsync((Identity)Resources.Flow.NewIdentity(flow, false), values, sink: null, cancellation);
    }

    /// <summary>
    /// Warns about a copy that is used at once: where a brand names no flow, the server takes the first one by slug that the user can
    /// start.
    /// </summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task WarnAsync(Flow source, string slug, CancellationToken cancellation)
    {
        if (source.Designation is not ("authentication" or "invalidation")
            || string.CompareOrdinal(slug, source.Slug) > 0)
        {
            return;
        }

        foreach (var brand in await client.ReadAllAsync<Brand>(Resources.Brand, null, cancellation))
        {
            if (brand.ValueOf($"flow_{source.Designation}") is null)
            {
                client.Log.Warning(
                    $"Brand '{brand}' names no {source.Designation} flow, so the server uses the first one by slug, which can be the copy "
                        + $"'{slug}'. Name one with Set-AuthentikBrand, or specify a -Slug that comes after '{source.Slug}'.");
            }
        }
    }
}
