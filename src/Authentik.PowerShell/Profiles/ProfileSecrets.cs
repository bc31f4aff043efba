using System.Management.Automation;
using System.Security;
using Authentik.Profiles;

namespace Authentik.Commands;

/// <summary>The secrets of a profile: in a vault, or in plain text in its file.</summary>
internal sealed class ProfileSecrets(PSCmdlet command)
{
    private readonly SecretVault vault = new(command);

    /// <summary>True if a vault is registered.</summary>
    public bool HasVault => vault.IsAvailable;

    /// <summary>Finds the vault to use: the one that was specified, or the default one.</summary>
    /// <exception cref="InputException">There is no such vault.</exception>
    public string FindVault(string? name) => vault.Find(name);

    /// <summary>Gets the secrets by name.</summary>
    /// <exception cref="InputException">The vault didn't return a secret.</exception>
    public IReadOnlyDictionary<string, SecureString> Get(ProfileDocument saved)
    {
        var (profile, plain) = (saved.Profile, saved.Secrets ?? new Dictionary<string, string>());
        SecureString GetFromVault(string name) => vault.Get(profile.Vault!, NameInVault(profile.Name, name));
        return profile.Vault is not null
            ? profile.SecretNames.ToDictionary(name => name, GetFromVault, StringComparer.Ordinal)
            : plain.ToDictionary(secret => secret.Key, secret => Protect(secret, profile), StringComparer.Ordinal);
    }

    private static SecureString Protect(KeyValuePair<string, string> secret, Profile profile) =>
        secret.Value.Length <= SecretText.MostLength ? SecretText.Protect(secret.Value) : throw new InputException(
            InputProblem.InvalidValue,
            $"{SecretText.TooLong}: '{secret.Key}' in {profile.Path}. Connect without the profile, and save it again.",
            profile.Name);

    /// <summary>Stores the secrets in the profile's vault.</summary>
    /// <exception cref="InputException">The vault refused a secret.</exception>
    public void Set(Profile profile, IReadOnlyDictionary<string, SecureString> secrets)
    {
        foreach (var (name, secret) in secrets)
        {
            vault.Set(profile.Vault!, NameInVault(profile.Name, name), secret.Copy());
        }
    }

    /// <summary>Removes the secrets from the profile's vault.</summary>
    /// <exception cref="InputException">The vault refused to remove a secret.</exception>
    public void Remove(Profile profile)
    {
        foreach (var name in profile.Vault is null ? [] : profile.SecretNames)
        {
            vault.Remove(profile.Vault!, NameInVault(profile.Name, name));
        }
    }

    private static string NameInVault(string profile, string name) => $"Authentik-{profile}-{name}";
}
