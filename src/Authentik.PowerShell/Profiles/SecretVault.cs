using System.Management.Automation;
using System.Security;

namespace Authentik.Commands;

/// <summary>
/// The vaults of the module SecretManagement, where it is installed. Its commands are called by their full names; nothing of it
/// is referenced, so the module works without it.
/// </summary>
internal sealed class SecretVault(PSCmdlet command)
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    /// <summary>True when the module is there and has a vault.</summary>
    public bool IsThere => command.InvokeCommand.GetCommand("Get-SecretVault", CommandTypes.Cmdlet | CommandTypes.Function)?.ModuleName == Module && Vaults().Count > 0;

    /// <summary>The name of the vault to use: the one named, else the default one.</summary>
    /// <exception cref="InputException">There is no such vault, or no default one.</exception>
    public string NameOf(string? asked)
    {
        var vaults = Vaults();
        var found = vaults.FirstOrDefault(vault => asked is null ? vault.IsDefault : string.Equals(vault.Name, asked, StringComparison.OrdinalIgnoreCase));
        return found.Name ?? throw new InputException(
            InputProblem.NotFound,
            asked is null
                ? "No vault of SecretManagement is the default one. Name one with -Vault, or make one the default with Set-SecretVaultDefault."
                : $"There is no vault '{asked}'. Get-SecretVault lists those there are.",
            asked);
    }

    /// <summary>Puts a secret into a vault.</summary>
    /// <exception cref="InputException">The vault did not take it.</exception>
    public void Set(string vault, string name, SecureString secret) => Call(
        $"param($name, $secret, $vault) {Module}\\Set-Secret -Name $name -SecureStringSecret $secret -Vault $vault -ErrorAction Stop", vault, "take", name, name, secret, vault);

    /// <summary>Gets a secret out of a vault.</summary>
    /// <exception cref="InputException">The vault did not give it.</exception>
    public SecureString Get(string vault, string name)
    {
        var got = Call($"param($name, $vault) {Module}\\Get-Secret -Name $name -Vault $vault -ErrorAction Stop", vault, "give", name, name, vault);
        return got is [PSObject { BaseObject: SecureString secret }]
            ? secret
            : throw new InputException(InputProblem.NotFound, $"What the vault '{vault}' has as '{name}' is no text. Connect otherwise, and save the profile again with -Force.", name);
    }

    /// <summary>Removes a secret; one that is not there is as good as removed.</summary>
    /// <exception cref="InputException">The vault did not remove it.</exception>
    public void Remove(string vault, string name)
    {
        if (Call($"param($name, $vault) {Module}\\Get-SecretInfo -Name ([WildcardPattern]::Escape($name)) -Vault $vault -ErrorAction Stop", vault, "look for", name, name, vault).Count > 0)
        {
            Call($"param($name, $vault) {Module}\\Remove-Secret -Name $name -Vault $vault -ErrorAction Stop -Confirm:$false", vault, "remove", name, name, vault);
        }
    }

    private List<(string Name, bool IsDefault)> Vaults() =>
        [.. command.InvokeCommand.InvokeScript($"{Module}\\Get-SecretVault -ErrorAction Ignore")
            .Select(vault => ($"{vault.Properties["Name"]?.Value}", LanguagePrimitives.IsTrue(vault.Properties["IsDefault"]?.Value)))];

    private IReadOnlyList<PSObject> Call(string script, string vault, string what, string name, params object[] arguments)
    {
        try
        {
            return command.InvokeCommand.InvokeScript(script, useNewScope: true, System.Management.Automation.Runspaces.PipelineResultTypes.None, null, arguments);
        }
        catch (Exception failure) when (failure is RuntimeException or CmdletInvocationException)
        {
            throw new InputException(InputProblem.NotFound, $"The vault '{vault}' did not {what} the secret '{name}': {failure.Message} Where it is locked: Unlock-SecretVault {vault}", name);
        }
    }
}
