using System.Management.Automation;
using System.Security;
using Authentik.Profiles;

namespace Authentik.Commands;

/// <summary>The secrets of a profile, in a vault under names of their own, or in clear text in its file.</summary>
internal sealed class ProfileSecrets(PSCmdlet command)
{
    private readonly SecretVault vault = new(command);

    /// <summary>True when there is a vault for them.</summary>
    public bool HasVault => vault.IsThere;

    /// <summary>The name of the vault to use.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public string VaultFor(string? asked) => vault.NameOf(asked);

    /// <summary>Gets them.</summary>
    /// <exception cref="InputException">The vault did not give one.</exception>
    public IReadOnlyDictionary<string, SecureString> Get(ProfileDocument saved) => saved.Profile.Vault is { } place
        ? saved.Profile.SecretName.ToDictionary(name => name, name => vault.Get(place, InVault(saved.Profile.Name, name)), StringComparer.Ordinal)
        : (saved.Secrets ?? new Dictionary<string, string>()).ToDictionary(secret => secret.Key, secret => SecretText.Protect(secret.Value), StringComparer.Ordinal);

    /// <summary>Puts them into the profile's vault.</summary>
    /// <exception cref="InputException">The vault did not take one.</exception>
    public void Set(Profile profile, IReadOnlyDictionary<string, SecureString> secrets)
    {
        foreach (var (name, secret) in secrets)
        {
            vault.Set(profile.Vault!, InVault(profile.Name, name), secret.Copy());
        }
    }

    /// <summary>Removes them from the profile's vault.</summary>
    /// <exception cref="InputException">The vault did not remove one.</exception>
    public void Remove(Profile profile)
    {
        foreach (var name in profile.Vault is null ? [] : profile.SecretName)
        {
            vault.Remove(profile.Vault!, InVault(profile.Name, name));
        }
    }

    private static string InVault(string profile, string name) => $"Authentik-{profile}-{name}";
}
