using System.Management.Automation;
using Authentik.Profiles;

namespace Authentik.Commands;

/// <summary>Saves how a session was connected, so that one command connects it again.</summary>
[Cmdlet(VerbsData.Save, "AuthentikProfile", SupportsShouldProcess = true)]
[OutputType(typeof(Profile))]
public sealed class SaveProfileCommand : SessionCommand
{
    /// <summary>Specifies the name of the profile. Use up to 64 letters, digits, dots, hyphens and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>Specifies the vault for the secrets. The default is the default vault.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>
    /// Indicates that the secrets are saved in plain text in the profile's file, with a warning. Anyone who reads the file or its
    /// backup can act as the session's user.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowPlainText { get; set; }

    /// <summary>Replaces a profile with the same name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the profile. By default, the command returns nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunOrThrow(Name, _ => OnPipelineAsync(Save));

    private void Save()
    {
        var (store, secrets) = (new ProfileStore(), new ProfileSecrets(this));
        var connection = FindSession(origin: null).Connection;
        var (profile, values) = (Profile.FromConnection(connection, Name), connection.Secrets);
        var file = store.FileOf(Name);
        if (store.Contains(Name) && !Force)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The profile '{Name}' already exists. Use -Force to replace it, or specify another name.",
                Name);
        }

        profile = ChooseStore(profile, secrets);
        if (!ShouldProcess(file, profile.Vault is null ? "Save profile" : $"Save profile with its secrets in the vault '{profile.Vault}'"))
        {
            return;
        }

        if (profile.Vault is not null)
        {
            secrets.Set(profile, values);
        }

        var plain = values.ToDictionary(secret => secret.Key, secret => SecretText.Reveal(secret.Value), StringComparer.Ordinal);
        var saved = store.Write(profile, profile.IsPlainText ? plain : null);
        if (PassThru)
        {
            WriteObject(saved);
        }
    }

    private Profile ChooseStore(Profile profile, ProfileSecrets secrets)
    {
        if (profile.SecretNames.Count == 0)
        {
            return profile;
        }

        if (AllowPlainText)
        {
            var user = FindSession(origin: null).Username;
            WriteWarning(
                $"The secrets of the profile '{Name}' are saved in plain text: anyone who reads the file or its backup can act as {user}.");
            return profile with { IsPlainText = true };
        }

        if (Vault is null && !secrets.HasVault)
        {
            throw new InputException(
                InputProblem.MissingValue,
                "There is no vault for the profile's secrets. Run Install-Module Microsoft.PowerShell.SecretManagement, "
                    + "Microsoft.PowerShell.SecretStore and Register-SecretVault -Name Store -ModuleName Microsoft.PowerShell.SecretStore; "
                    + "or use -AllowPlainText.",
                Name);
        }

        return profile with { Vault = secrets.FindVault(Vault) };
    }
}
