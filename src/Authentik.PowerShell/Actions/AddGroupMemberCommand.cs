using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Adds users and child groups to groups.</summary>
[Cmdlet(VerbsCommon.Add, "AuthentikGroupMember", SupportsShouldProcess = true, DefaultParameterSetName = "User")]
[OutputType(typeof(void))]
[CoversOperation("core_groups_add_user_create", "core_groups_partial_update")]
public sealed class AddGroupMemberCommand : GroupMemberCommand
{
    /// <summary>
    /// Indicates that a child group is moved from its current parent group, on servers up to 2025.10, which allow only one.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override MemberTask MemberTask => Force ? MemberTask.AddOrMove : MemberTask.Add;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        HostQuestions.RequireIfTyped(this);
    }
}
