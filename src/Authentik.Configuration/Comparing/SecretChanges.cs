using System.Security;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>
/// Finds the secrets of existing objects that aren't the wanted ones. Only some are returned by servers: of the others, nobody knows.
/// </summary>
/// <param name="findSecret">Finds a secret by the name that the configuration has for it; null for one that nobody knows.</param>
/// <param name="takesHidden">True to take a secret that the server never returns for a different one.</param>
internal sealed class SecretChanges(Func<string, CancellationToken, Task<SecureString?>> findSecret, bool takesHidden)
{
    /// <summary>Notes in the wanted objects which of their secrets are different.</summary>
    public async Task FindAsync(ConfigurationGraph wanted, ConfigurationGraph existing, CancellationToken cancellation)
    {
        foreach (var one in wanted.Objects)
        {
            if (existing.Find(one.Key) is { } found && found.Resource == one.Resource)
            {
                await CompareAsync(one, found, cancellation);
            }
        }
    }

    private async Task CompareAsync(ConfigurationObject wanted, ConfigurationObject existing, CancellationToken cancellation)
    {
        foreach (var field in wanted.Resource.Fields.Where(field => field.IsSecret && field.SentBy.HasFlag(Operations.Set)))
        {
            var stored = existing.Stored?.ValueOf(field.Name) as SecureString;
            if ((stored is not null || takesHidden)
                && SecretReference.FindName(wanted.Values[field.Name]) is { } name
                && await findSecret(name, cancellation) is { } secret)
            {
                wanted.ComparedSecrets[field.Name] = stored is null || SecretText.Reveal(stored) != SecretText.Reveal(secret);
            }
        }
    }
}
