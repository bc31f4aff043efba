using System.Management.Automation;
using Authentik.Profiles;

namespace Authentik.Commands;

/// <summary>Saves how a session was connected, so that one command connects it again.</summary>
[Cmdlet(VerbsData.Save, "AuthentikProfile", SupportsShouldProcess = true)]
[OutputType(typeof(Profile))]
public sealed class SaveProfileCommand : SessionCommand
{
    /// <summary>The name to save it under.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The vault of SecretManagement that the secrets go into.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>Writes the secrets into the profile's file in clear text.</summary>
    [Parameter]
    public SwitchParameter AllowPlainText { get; set; }

    /// <summary>Replaces a profile of that name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the profile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunOrThrow(Name, _ => OnPipelineAsync(Save));

    private bool Save()
    {
        var (store, secrets) = (new ProfileStore(), new ProfileSecrets(this));
        var (profile, values) = ProfileMapping.OfSession(SessionFor(origin: null), Name);
        var file = store.FileOf(Name);
        if (store.Has(Name) && !Force)
        {
            throw new InputException(InputProblem.InvalidValue, $"There is a profile '{Name}' already. Use -Force to replace it, or another name.", Name);
        }

        profile = Place(profile, values.Count > 0, secrets);
        if (!ShouldProcess(file, profile.Vault is null ? "Save profile" : $"Save profile, its secrets in the vault '{profile.Vault}'"))
        {
            return false;
        }

        if (profile.Vault is not null)
        {
            secrets.Set(profile, values);
        }

        var plain = profile.IsPlainText ? values.ToDictionary(secret => secret.Key, secret => SecretText.Reveal(secret.Value), StringComparer.Ordinal) : null;
        var saved = store.Write(profile, plain);
        if (PassThru)
        {
            WriteObject(saved);
        }

        return true;
    }

    private Profile Place(Profile profile, bool hasSecrets, ProfileSecrets secrets)
    {
        if (!hasSecrets)
        {
            return profile;
        }

        if (AllowPlainText)
        {
            WriteWarning($"The secrets of the profile '{Name}' are saved in clear text: whoever reads the file, or a backup of it, can act as {SessionFor(origin: null).UserName}.");
            return profile with { IsPlainText = true };
        }

        if (Vault is null && !secrets.HasVault)
        {
            throw new InputException(
                InputProblem.MissingValue,
                "There is no vault for the profile's secrets. Install one (Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore; then Register-SecretVault -Name Store -ModuleName Microsoft.PowerShell.SecretStore), or use -AllowPlainText.",
                Name);
        }

        return profile with { Vault = secrets.VaultFor(Vault) };
    }
}
