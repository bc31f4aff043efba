using System.Collections;

namespace Authentik.Jobs;

/// <summary>
/// Which app passwords somebody signed in with. The server doesn't keep that with the token, but it records each sign-in as an event that
/// names the token, and so it does when a token is created. It records nothing of the kind for API tokens, so their use can't be known.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="since">The time from which on events matter.</param>
internal sealed class TokenUse(JobClient client, DateTimeOffset since)
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private bool isRead;

    /// <summary>True if no sign-in with it is recorded, and it isn't younger than the time that is looked at.</summary>
    public bool IsUnused(Token token) =>
        !used.Contains(token.Identifier ?? string.Empty) && !used.Contains(token.Pk?.ToString("N") ?? string.Empty);

    /// <summary>Reads the events, the first time that it's called.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task ReadOnceAsync(CancellationToken cancellation)
    {
        if (isRead)
        {
            return;
        }

        await WarnOfRetentionAsync(cancellation);
        // A sign-in in a flow has the token, and one of a program with client credentials its identifier. Older servers mask the method.
        await ReadAsync([("action", "login")], "auth_method_args token", context =>
            context["auth_method_args"] is IDictionary args
                ? [args["identifier"] as string, (args["token"] as IDictionary)?["pk"] as string]
                : [], cancellation);
        await ReadAsync(
            [("action", "model_created"), ("context_model_app", "authentik_core"), ("context_model_name", "token")],
            search: null,
            context => [(context["model"] as IDictionary)?["pk"] as string],
            cancellation);
        isRead = true;
    }

    // The newest come first, so the older ones needn't be read.
    private async Task ReadAsync(
        IReadOnlyList<(string Name, object? Value)> filters,
        string? search,
        Func<IDictionary, IEnumerable<string?>> findTokens,
        CancellationToken cancellation)
    {
        await foreach (var page in client.ListPagesAsync<Event>(Resources.Event, filters, cancellation, search))
        {
            used.UnionWith(page.Where(one => one.Created >= since).Select(one => one.Context).OfType<IDictionary>()
                .SelectMany(findTokens).OfType<string>());
            if (page.Any(one => one.Created < since))
            {
                return;
            }
        }
    }

    // Events that are gone can't prove that a token was used.
    private async Task WarnOfRetentionAsync(CancellationToken cancellation)
    {
        try
        {
            var settings = (Setting)await client.Of(Resources.Setting).Reader.GetSingleAsync(cancellation);
            if (settings.EventRetention is { } kept && client.Now - kept.TimeSpan > since)
            {
                client.Log.Warning(
                    $"The server keeps events for {kept}, which is shorter than -DormantFor. An app password that was used before that "
                        + $"is listed as {nameof(StaleAccessKind.TokenUnused)}, too.");
            }
        }
        catch (ApiException hidden) when (hidden.Kind is ApiErrorKind.Forbidden or ApiErrorKind.UnexpectedAnswer)
        {
            client.Log.Verbose("How long the server keeps events isn't known, because the settings can't be read.");
        }
    }
}
