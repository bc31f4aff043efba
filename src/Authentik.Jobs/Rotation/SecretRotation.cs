using System.Collections.Concurrent;
using System.Security;
using System.Security.Cryptography;
using Authentik.Access;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>What the rotation of keys and of client secrets share.</summary>
internal sealed class SecretRotation(JobClient client)
{
    // As the server makes keys and secrets: easy to put into URLs and configuration files.
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly OwnAccess access = new(client.Api);
    private readonly ConcurrentDictionary<(string Noun, object Id), bool> rotated = [];

    /// <summary>A new secret, which the log of the session masks.</summary>
    public SecureString Create(int length)
    {
        var text = RandomNumberGenerator.GetString(Letters, length);
        client.Api.Call.Redactor.LearnSent(text);
        return SecretText.Protect(text);
    }

    /// <summary>
    /// True if an earlier plan gives the object a new secret. A second one would replace it before anybody has it. The row says so.
    /// </summary>
    public bool IsRepeated(RotatedSecret result, string secret)
    {
        var isRepeated = rotated.ContainsKey(GetKey(result));
        if (isRepeated)
        {
            result.AddNotDone($"Set a new {secret} (it was specified before, and gets only one)");
        }

        return isRepeated;
    }

    /// <summary>Adds the step that sets a new secret. One that is declined or fails doesn't count as rotated.</summary>
    public void Add<T>(JobPlan<T> plan, string description, Func<CancellationToken, Task> run)
        where T : RotatedSecret
    {
        var key = GetKey(plan.Result);
        rotated[key] = true;
        plan.Declined = () => rotated.TryRemove(key, out _);
        plan.Add(description, async token =>
        {
            try
            {
                await run(token);
            }
            catch (Exception failure) when (JobFailure.CanTell(failure))
            {
                rotated.TryRemove(key, out _);
                throw;
            }
        });
    }

    /// <summary>
    /// Finds out whether the session signs in with the secret, and returns what is to be said of it. The row becomes a failure if that
    /// needs -Force.
    /// </summary>
    /// <param name="result">The row.</param>
    /// <param name="change">The change of the secret.</param>
    /// <param name="options">How it's done.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<string> GuardAsync(
        RotatedSecret result, AccessChange change, RotationOptions options, CancellationToken cancellation)
    {
        if (await access.FindLossAsync(change, cancellation) is not { } loss)
        {
            return string.Empty;
        }

        result.IsOwn = true;
        if (!options.IsForced && !options.IsWhatIf)
        {
            result.Fail(loss.Refuse(result.ToString()));
        }

        return options.IsForced ? $". {loss.Reason} The session goes on with the new value." : $". This needs -Force. {loss.Reason}";
    }

    /// <summary>Lets the session go on with its new secret.</summary>
    public void Follow(RotatedSecret result, SecureString secret)
    {
        if (result.IsOwn)
        {
            client.Session.UseCredential(secret);
            client.Log.Warning($"'{result}' is what this session signs in with. The session goes on with the new value. Other sessions and "
                + "saved profiles still have the old one, which doesn't work anymore.");
        }
    }

    /// <summary>When an event that matches was last recorded; null if there is none, or if the caller can't see events.</summary>
    public async Task<DateTimeOffset?> FindLastAsync(IReadOnlyDictionary<string, object?> filters, CancellationToken cancellation)
    {
        try
        {
            return await client.ReadFirstAsync<Event>(Resources.Event, filters, 1, cancellation) is [var latest] ? latest.Created : null;
        }
        catch (Exception hidden) when (JobFailure.CanTell(hidden))
        {
            return null;
        }
    }

    private static (string Noun, object Id) GetKey(RotatedSecret result)
    {
        var resource = result.Subject!.Resource!;
        return (resource.Noun, result.Subject.FindId(resource)!);
    }
}
