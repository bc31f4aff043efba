using System.Collections;
using System.Globalization;

namespace Authentik.Jobs;

/// <summary>
/// When the secrets of one kind of object last changed. authentik keeps no date for it, so the events say: those that create or change such
/// an object, and those of the server's own rotation. They are read once for all objects, back to the age that matters.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="model">The kind of object, such as <c>authentik_core.token</c>.</param>
/// <param name="field">The field with the secret, which some servers name in the events of changes.</param>
/// <param name="age">How old a secret must be.</param>
internal sealed class SecretHistory(JobClient client, string model, string field, TimeSpan age)
{
    private const string RotationAction = "secret_rotate";
    private const string UpdateAction = "model_updated";

    private readonly DateTimeOffset limit = client.Now - age;
    private Dictionary<string, DateTimeOffset>? changes;

    /// <summary>When the secret last changed, or could have been; null if that was before the age that matters.</summary>
    /// <param name="id">The id of the object.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">The server doesn't keep events long enough.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<DateTimeOffset?> FindYoungerAsync(object id, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        return changes!.TryGetValue(Simplify(id), out var date) ? date : null;
    }

    /// <summary>Reads the events, unless they have been read.</summary>
    /// <exception cref="InputException">The server doesn't keep events long enough.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task PrepareAsync(CancellationToken cancellation) => changes ??= await ReadAsync(cancellation);

    private async Task<Dictionary<string, DateTimeOffset>> ReadAsync(CancellationToken cancellation)
    {
        await RequireRetentionAsync(cancellation);
        var found = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var (app, name) = model.Split('.') is [var first, var last] ? (first, last) : throw new ArgumentException(model);
        var filters = new Dictionary<string, object?> { ["context_model_app"] = app, ["context_model_name"] = name };
        await CollectAsync(filters, "model", found, cancellation);
        await CollectAsync(new Dictionary<string, object?> { ["action"] = RotationAction }, name, found, cancellation);
        return found;
    }

    // The newest come first, so what is older than the limit doesn't have to be read.
    private async Task CollectAsync(
        Dictionary<string, object?> filters, string part, Dictionary<string, DateTimeOffset> found, CancellationToken cancellation)
    {
        await foreach (var one in client.ListAsync<Event>(Resources.Event, filters, cancellation))
        {
            if (one.Created is not { } created || created < limit)
            {
                return;
            }

            var context = one.Context as IDictionary;
            if ((context?[part] as IDictionary)?["pk"] is { } id && CanChangeSecret(one, context))
            {
                found.TryAdd(Simplify(id), created);
            }
        }
    }

    // Servers that record what differs name the fields.
    private bool CanChangeSecret(Event one, IDictionary context) =>
        one.Action != UpdateAction || context["diff"] is not IDictionary { Count: > 0 } diff || diff.Contains(field);

    private async Task RequireRetentionAsync(CancellationToken cancellation)
    {
        var settings = (Setting)await client.Of(Resources.Setting).Reader.GetSingleAsync(cancellation);
        if (settings.EventRetention is { } kept && kept.TimeSpan < age)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The server keeps events for '{kept}' only, so it can't be known which secrets are older than -OlderThan. Nothing was "
                    + "changed. Use a shorter time, keep events longer with Set-AuthentikSetting -EventRetention, or specify the objects.");
        }
    }

    // Events have UUIDs without hyphens.
    private static string Simplify(object id) =>
        Convert.ToString(id, CultureInfo.InvariantCulture)!.Replace("-", string.Empty, StringComparison.Ordinal);
}
