using System.Management.Automation;
using Authentik.Profiles;

namespace Authentik.Commands;

/// <summary>Removes saved profiles, and their secrets from the vault.</summary>
[Cmdlet(VerbsCommon.Remove, "AuthentikProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveProfileCommand : AuthentikCommand
{
    /// <summary>Specifies the profiles, or their names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Removes without asking for confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!IsWhatIf && HostQuestions.WillAsk(this, Force))
        {
            HostQuestions.Require(this, "-Force or -Confirm:$false");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(async _ =>
    {
        var store = new ProfileStore();
        foreach (var name in Name)
        {
            await AttemptAsync(name, () => RemoveAsync(store, name));
        }
    });

    private async Task RemoveAsync(ProfileStore store, string name)
    {
        if (!store.Contains(name))
        {
            throw store.NotFound(name);
        }

        if (await OnPipelineAsync(() => (Force && !IsWhatIf) || ShouldProcess(store.FileOf(name), "Remove profile")))
        {
            await OnPipelineAsync(() => RemoveSecrets(store, name));
            store.Remove(name);
        }
    }

    // A profile that can't be read is removed as well, although nobody knows where its secrets are.
    private void RemoveSecrets(ProfileStore store, string name)
    {
        try
        {
            new ProfileSecrets(this).Remove(store.Read(name).Profile);
        }
        catch (InputException failure)
        {
            WriteWarning(
                $"The profile was removed, but a vault may still contain its secrets, named Authentik-{name}-*. {failure.Message}");
        }
    }
}
