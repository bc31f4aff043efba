using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Authentik.Access;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>Gives tokens new keys. The old key is refused from then on. authentik can't make a new key itself, so it's made here.</summary>
/// <param name="client">The server.</param>
/// <param name="age">How old a key must be; null for any.</param>
internal sealed class TokenKeyRotation(JobClient client, TimeSpan? age) : ISecretRotation<RotatedTokenKey>
{
    private const int UsualLength = 60;

    private static readonly string[] Rotated = ["api", "app_password"];

    private readonly SecretRotation rotation = new(client);
    private readonly SecretHistory? history = age is { } time ? new SecretHistory(client, "authentik_core.token", "key", time) : null;
    private int? length;

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) => history?.PrepareAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>
    /// Lists the tokens that can be rotated without a name: those of people and programs. Those that authentik manages itself belong to
    /// outposts, which would lose their connection.
    /// </summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async IAsyncEnumerable<AuthentikObject> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // Read to the end first: the list is ordered by what the rotation may change.
        foreach (var token in await client.ReadAllAsync<Token>(Resources.Token, filters: null, cancellation))
        {
            if (Rotated.Contains(token.Intent) && string.IsNullOrEmpty(token.Managed))
            {
                yield return token;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<JobPlan<RotatedTokenKey>> PlanAsync(
        Identity identity, RotationOptions options, CancellationToken cancellation)
    {
        var token = identity.Object is Token { Pk: not null, Intent: not null, Identifier: not null } given
            ? given
            : (Token)await client.Of(Resources.Token).Reader.FindAsync(identity, cancellation);
        var result = new RotatedTokenKey
        {
            Subject = token,
            Identifier = token.Identifier!,
            Username = token.UserObj?.Username,
            Description = token.Description,
            Intent = token.Intent,
        };
        var plan = new JobPlan<RotatedTokenKey>(Describe(token), result);
        if (!Rotated.Contains(token.Intent))
        {
            result.Fail(new InputException(
                InputProblem.InvalidValue,
                $"Token '{token}' has the intent {token.Intent}, so its key is in a link that authentik sent. Nothing was changed. Only "
                    + "API tokens and app passwords get new keys.",
                token.Identifier));
            return plan;
        }

        result.ChangedOn = history is null ? null : await history.FindYoungerAsync(token.Pk!, cancellation);
        if (result.ChangedOn is null && !rotation.IsRepeated(result, "key"))
        {
            await AddAsync(plan, token, options, cancellation);
        }

        return plan;
    }

    private static string Describe(Token token)
    {
        var about = string.IsNullOrEmpty(token.Description) ? string.Empty : $" ({token.Description})";
        return $"Token '{token}' of '{token.UserObj?.Username}'{about}";
    }

    private async Task AddAsync(
        JobPlan<RotatedTokenKey> plan, Token token, RotationOptions options, CancellationToken cancellation)
    {
        var result = plan.Result;
        var key = rotation.Create(length ??= await FindLengthAsync(cancellation));
        var values = JobActions.MakeValues(Actions.SetTokenKey, "key", key);
        var change = AccessChange.Call(Actions.SetTokenKey, Resources.Token.MakeIdentity(token), values);
        var about = await rotation.GuardAsync(result, change, options, cancellation);
        if (result.Failures.Count > 0)
        {
            return;
        }

        rotation.Add(plan, $"Set a new key; the old one stops working{about}", async stop =>
        {
            result.LastUsed = token.UserObj is { } user
                ? await rotation.FindLastAsync(new Dictionary<string, object?> { ["username"] = Resources.User.MakeIdentity(user) }, stop)
                : null;
            var text = SecretText.Reveal(key);
            await client.PostAsync(token, "set_key", new JsonObject { ["key"] = text }, stop);
            result.Key = options.AsPlainText ? text : key;
            rotation.Follow(result, key);
        });
    }

    // As long as the server makes keys, and never shorter than it does by default.
    private async Task<int> FindLengthAsync(CancellationToken cancellation)
    {
        try
        {
            var settings = (Setting)await client.Of(Resources.Setting).Reader.GetSingleAsync(cancellation);
            return Math.Max(UsualLength, settings.DefaultTokenLength ?? 0);
        }
        catch (Exception hidden) when (JobFailure.CanTell(hidden))
        {
            return UsualLength;
        }
    }
}
