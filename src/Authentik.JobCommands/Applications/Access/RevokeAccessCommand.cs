using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Takes the access to applications that users, groups or policies have by a binding.</summary>
[Cmdlet(
    VerbsSecurity.Revoke,
    "AuthentikAccess",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = UserSet)]
[OutputType(typeof(ApplicationAccessChange))]
public sealed class RevokeAccessCommand : AccessChangeCommand
{
    private readonly ConcurrentDictionary<Session, AccessRevocation> revocations = [];

    /// <summary>Indicates that the binding is disabled instead of removed, so that it can be enabled again.</summary>
    [Parameter]
    public SwitchParameter Disable { get; set; }

    /// <summary>
    /// Indicates that a negated binding keeps the user or the members of the group out. That works only if the application requires all
    /// bindings, or has no other.
    /// </summary>
    [Parameter]
    public SwitchParameter Deny { get; set; }

    /// <summary>
    /// Indicates that access is taken even if others gain access by it, as everybody does without the last binding, or if it's yours.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Disable && Deny)
        {
            RefuseBoth(nameof(Disable), nameof(Deny));
        }
    }

    private protected override string Activity => "Revoking access";

    private protected override Task<JobPlan<ApplicationAccessChange>> PlanAsync(
        Session session, Identity application, Identity subject, CancellationToken cancellation)
    {
        var kind = Deny ? RevocationKind.Deny : Disable ? RevocationKind.Disable : RevocationKind.Remove;
        var job = revocations.GetOrAdd(session, one => new AccessRevocation(GetJobs(one)));
        return job.PlanAsync(application, subject, kind, new AccessLimits(Force, IsWhatIf), cancellation);
    }
}
