using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;

namespace Authentik.Commands;

/// <summary>
/// The vaults of the SecretManagement module, if it's installed. Its commands are called by their full names and no type of it is
/// used, so that this module works without it.
/// </summary>
internal sealed class SecretVault(PSCmdlet command)
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    private const string SetScript =
        $@"param($name, $vault, $secret) {Module}\Set-Secret -Name $name -SecureStringSecret $secret -Vault $vault -ErrorAction Stop";

    private const string GetScript = $@"param($name, $vault) {Module}\Get-Secret -Name $name -Vault $vault -ErrorAction Stop";

    private const string FindScript =
        $@"param($name, $vault) {Module}\Get-SecretInfo -Name ([WildcardPattern]::Escape($name)) -Vault $vault -ErrorAction Stop";

    private const string RemoveScript =
        $@"param($name, $vault) {Module}\Remove-Secret -Name $name -Vault $vault -ErrorAction Stop -Confirm:$false";

    /// <summary>True if the module is installed and has a vault.</summary>
    public bool IsAvailable => IsInstalled && ListVaults().Count > 0;

    private bool IsInstalled =>
        command.InvokeCommand.GetCommand("Get-SecretVault", CommandTypes.Cmdlet | CommandTypes.Function)?.ModuleName == Module;

    /// <summary>Finds the vault to use: the one that was specified, or the default one.</summary>
    /// <exception cref="InputException">There is no such vault, or no default one.</exception>
    public string Find(string? name)
    {
        if (!IsInstalled)
        {
            throw new InputException(
                InputProblem.NotFound,
                $"The vault '{name}' can't be used, because the module {Module} isn't installed. Install it, or omit -Vault.",
                name);
        }

        var found = ListVaults().FirstOrDefault(vault =>
            name is null ? vault.IsDefault : string.Equals(vault.Name, name, StringComparison.OrdinalIgnoreCase));
        return found.Name ?? throw new InputException(
            InputProblem.NotFound,
            name is null
                ? "SecretManagement has no default vault. Specify one with -Vault, or set one with Set-SecretVaultDefault."
                : $"The vault '{name}' was not found. Use Get-SecretVault to list the vaults.",
            name);
    }

    /// <summary>Stores a secret in a vault.</summary>
    /// <exception cref="InputException">The vault refused it.</exception>
    public void Set(string vault, string name, SecureString secret) => Call(SetScript, "stored in", vault, name, secret);

    /// <summary>Gets a secret from a vault.</summary>
    /// <exception cref="InputException">The vault didn't return it.</exception>
    public SecureString Get(string vault, string name) => Call(GetScript, "read from", vault, name) is [{ BaseObject: SecureString secret }]
        ? secret
        : throw new InputException(
            InputProblem.NotFound,
            $"The secret '{name}' in the vault '{vault}' isn't a string. Connect without the profile, and save it again with -Force.",
            name);

    /// <summary>True if a vault has a secret.</summary>
    /// <exception cref="InputException">The vault didn't tell.</exception>
    public bool Has(string vault, string name) => Call(FindScript, "found in", vault, name).Count > 0;

    /// <summary>Removes a secret from a vault, if it's there.</summary>
    /// <exception cref="InputException">The vault refused to remove it.</exception>
    public void Remove(string vault, string name)
    {
        if (Has(vault, name))
        {
            Call(RemoveScript, "removed from", vault, name);
        }
    }

    private List<(string Name, bool IsDefault)> ListVaults() =>
        [.. command.InvokeCommand.InvokeScript($"{Module}\\Get-SecretVault -ErrorAction Ignore")
            .Select(vault => ($"{vault.Properties["Name"]?.Value}", LanguagePrimitives.IsTrue(vault.Properties["IsDefault"]?.Value)))];

    private IReadOnlyList<PSObject> Call(string script, string action, string vault, string name, params object[] more)
    {
        try
        {
            return command.InvokeCommand.InvokeScript(script, useNewScope: true, PipelineResultTypes.None, null, [name, vault, .. more]);
        }
        catch (Exception failure) when (failure is RuntimeException or CmdletInvocationException)
        {
            throw new InputException(
                InputProblem.NotFound,
                $"The secret '{name}' can't be {action} the vault '{vault}': {failure.Message} If the vault is locked, run: "
                    + $"Unlock-SecretVault {vault}",
                name);
        }
    }
}
