using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Lets users, the members of groups, or those who pass policies into applications.</summary>
[Cmdlet(
    VerbsSecurity.Grant,
    "AuthentikAccess",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = UserSet)]
[OutputType(typeof(ApplicationAccessChange))]
public sealed class GrantAccessCommand : AccessChangeCommand
{
    private readonly ConcurrentDictionary<Session, AccessGrant> grants = [];

    /// <summary>
    /// Specifies the order of the binding. The default is the one that it has, or one after the last. The order doesn't matter for who has
    /// access, only for which policy is evaluated first.
    /// </summary>
    [Parameter]
    public int Order { get; set; }

    /// <summary>Specifies the binding of the application that the new one is put before. Use its id, or an object.</summary>
    [Parameter]
    [IdentityTransform("PolicyBinding", Single = true)]
    public PolicyBindingIdentity? Before { get; set; }

    /// <summary>
    /// Indicates that access is granted even if others lose theirs by it, which happens if the application requires all bindings.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Order)) && Before is not null)
        {
            RefuseBoth(nameof(Order), nameof(Before));
        }
    }

    private protected override string Activity => "Granting access";

    private protected override Task<JobPlan<ApplicationAccessChange>> PlanAsync(
        Session session, Identity application, Identity subject, CancellationToken cancellation)
    {
        var order = MyInvocation.BoundParameters.ContainsKey(nameof(Order)) ? Order : (int?)null;
        var grant = grants.GetOrAdd(session, one => new AccessGrant(GetJobs(one)));
        return grant.PlanAsync(application, subject, new BindingPlace(order, Before), new AccessLimits(Force, IsWhatIf), cancellation);
    }
}
