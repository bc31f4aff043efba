using System.Management.Automation;
using Authentik.Background;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Starts the synchronization of sources and providers.</summary>
[Cmdlet(VerbsLifecycle.Start, "AuthentikSync", SupportsShouldProcess = true)]
[OutputType(typeof(BackgroundTask), typeof(SystemTask))]
public sealed class StartSyncCommand : ThrottledCommand
{
    /// <summary>
    /// Specifies LDAP or Kerberos sources, or SCIM, Google Workspace or Microsoft Entra providers. Use names, slugs, or the objects.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AnyIdentityTransform("LdapSource", "KerberosSource", "ScimProvider", "GoogleWorkspaceProvider", "MicrosoftEntraProvider")]
    [ArgumentCompleter(typeof(NameCompleter))]
    public AnyIdentity[] Identity { get; set; } = [];

    /// <summary>
    /// Indicates that the command waits until the synchronization has ended, shows its progress, and returns its tasks. If it fails,
    /// that's an error with what the server logged. Ctrl+C ends the waiting, not the synchronization.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Specifies for how many seconds -Wait waits, from 1 to 86400. The default is 600.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = BackgroundWait.DefaultSeconds;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        BackgroundWait.TellIfIdle(this, Wait);
        base.BeginProcessing();
        HostQuestions.RequireIfTyped(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ObjectCount = Identity.Length;
        RunEach(Identity, SynchronizeAsync);
    }

    private async Task SynchronizeAsync(AnyIdentity identity, CancellationToken cancellation)
    {
        var session = FindSession(identity.Object);
        var caller = new ActionCaller(GetClient(session), Actions.GetSyncStatus);
        var target = await caller.FindTargetAsync(identity, new FieldValues(), cancellation);
        var name = $"{target.Resource.Title} '{target}'";
        if (await ShouldAsync($"{name} on {session.Uri}", "Synchronize"))
        {
            await StartAsync(identity.ToString(), () => SendAsync(session, target, $"Synchronize ({name})", cancellation));
        }
    }

    private async Task<IReadOnlyList<object>> SendAsync(
        Session session, Identity target, string subject, CancellationToken cancellation)
    {
        var work = await new ObjectSync(GetClient(session), target).StartAsync(cancellation);
        if (!Wait)
        {
            return [];
        }

        var state = await new BackgroundWait(this, TimeoutSeconds).WaitAsync(work, subject, session, cancellation);
        return [.. state.Results.Select(task => OutputObject.Prepare(task, task.Resource!))];
    }
}
