using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Makes the users of a group equal to a list.</summary>
[Cmdlet(VerbsData.Sync, "AuthentikGroupMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SyncedGroupMember))]
public sealed class SyncGroupMemberCommand : JobCommand
{
    private readonly List<Identity> wanted = [];

    /// <summary>Specifies the group. Use its name, its id, or an object.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [IdentityTransform("Group", Single = true), ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity Identity { get; set; } = null!;

    /// <summary>
    /// Specifies the users who are to be in the group, and nobody else. Use usernames, ids, objects, or rows with a column username.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] User { get; set; } = [];

    /// <summary>Specifies how many users may be removed. The default is a third of those in the group, but at least 1.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaxRemove { get; set; }

    /// <summary>
    /// Indicates that any number of users may be removed, all of them and your own included.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var one in User)
        {
            NamelessRows.Refuse(one);
            wanted.Add(one);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var most = MyInvocation.BoundParameters.ContainsKey(nameof(MaxRemove)) ? MaxRemove : (int?)null;
        Run(token => AttemptAsync(Identity.ToString(), async () =>
        {
            var session = FindSession(Identity);
            RequireServer(session, wanted);
            var plans = await new GroupMemberSync(GetJobs(session)).PlanAsync(Identity, wanted, most, Force, token);
            ObjectCount = plans.Count;
            foreach (var plan in plans)
            {
                await RunJobAsync(session, plan, isForced: false, token);
            }
        }));
        base.EndProcessing();
    }
}
