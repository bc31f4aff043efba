using System.Collections;
using System.Management.Automation;
using System.Security;
using Authentik.Configuration;

namespace Authentik.Commands;

/// <summary>A command that needs the secrets that a configuration only names.</summary>
public abstract class ConfigurationSecretCommand : ConfigurationCommand
{
    private ConfigurationSecrets? secrets;

    /// <summary>
    /// Specifies the secrets: a hashtable with the names that the files have for them, or a script block that gets the name as $_ and
    /// returns the secret. Without this parameter and -Vault, secrets are taken from environment variables such as
    /// AUTHENTIK_SECRET_OAUTH2PROVIDER_GRAFANA_CLIENT_SECRET.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Secret { get; set; }

    /// <summary>
    /// Specifies a vault of SecretManagement. It's asked for each secret that -Secret doesn't have, by the name that the files have for it.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>Finds a secret; null if nobody knows it.</summary>
    private protected Task<SecureString?> FindSecretAsync(string name, CancellationToken cancellation) =>
        OnPipelineAsync(() => (secrets ??= Open()).Find(name));

    /// <summary>Warns about secrets that were specified and that no object has.</summary>
    private protected void WarnOfUnnamed(ConfigurationGraph wanted)
    {
        var given = (Secret as PSObject)?.BaseObject ?? Secret;
        var named = wanted.Objects.SelectMany(one => one.Values)
            .Select(pair => SecretReference.FindName(pair.Value)).OfType<string>().ToList();
        foreach (var name in (given as IDictionary)?.Keys.OfType<string>().Except(named, StringComparer.OrdinalIgnoreCase) ?? [])
        {
            Log.Warning($"No file has the secret {NearestName.Suggest(name, named)}.");
        }
    }

    /// <summary>Notes which secrets of existing objects are different.</summary>
    private protected Task CompareSecretsAsync(
        ConfigurationGraph wanted, ConfigurationGraph existing, bool takesHidden, CancellationToken cancellation) =>
        new SecretChanges(FindSecretAsync, takesHidden).FindAsync(wanted, existing, cancellation);

    private ConfigurationSecrets Open()
    {
        if (Vault is null)
        {
            return new ConfigurationSecrets(Secret, findInVault: null);
        }

        var vaults = new SecretVault(this);
        var found = vaults.Find(Vault);
        return new ConfigurationSecrets(Secret, name => vaults.Has(found, name) ? vaults.Get(found, name) : null);
    }
}
