using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Removes users and child groups from groups.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "AuthentikGroupMember",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = "User")]
[OutputType(typeof(void))]
[CoversOperation("core_groups_remove_user_create", "core_groups_partial_update")]
public sealed class RemoveGroupMemberCommand : GroupMemberCommand
{
    /// <summary>
    /// Indicates that the command doesn't ask for confirmation, as -Confirm:$false does. It's also required to remove what makes you a
    /// superuser.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override MemberTask MemberTask => MemberTask.Remove;

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        HostQuestions.RequireUnlessForced(this, Force);
        base.BeginProcessing();
    }
}
