using System.Management.Automation;
using Authentik.Book;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// Changes who is in groups: users, and child groups. What comes from the pipeline is a user, or a child group if it's a group.
/// </summary>
public abstract class GroupMemberCommand : ThrottledCommand
{
    private const string UserSet = "User";
    private const string ChildGroupSet = "ChildGroup";

    private readonly Dictionary<Session, GroupMembers> members = [];

    /// <summary>Specifies the groups that contain the members. Use names, ids, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [IdentityTransform("Group"), ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity[] Identity { get; set; } = [];

    /// <summary>Specifies users. Use usernames, ids, or objects.</summary>
    [Parameter(ParameterSetName = UserSet, Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ChildGroupSet, Position = 1)]
    [IdentityTransform("User", OtherNoun = "Group"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[]? User { get; set; }

    /// <summary>Specifies child groups, whose members get the permissions of the group. Use names, ids, or objects.</summary>
    [Parameter(ParameterSetName = ChildGroupSet, Mandatory = true, ValueFromPipeline = true)]
    [IdentityTransform("Group"), ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity[]? ChildGroup { get; set; }

    /// <summary>What the command does with the members.</summary>
    private protected abstract MemberTask MemberTask { get; }

    /// <summary>True if the command needs no question in this call.</summary>
    private protected virtual bool IsForced => false;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Identity[] given = [.. User ?? [], .. ChildGroup ?? []];
        ObjectCount = Identity.Length * given.Length;
        Run(async token =>
        {
            foreach (var (holder, member) in from holder in Identity from member in given select (holder, member))
            {
                await AttemptAsync(member.ToString(), () => ChangeAsync(holder, member, token));
            }
        });
    }

    private async Task ChangeAsync(GroupIdentity group, Identity member, CancellationToken cancellation)
    {
        var session = SelectSession(group, member);
        var change = await FindMembers(session).PrepareAsync(group, member, MemberTask, cancellation);
        if (change.SendAsync is null)
        {
            await OnPipelineAsync(() => WriteVerbose($"{change.Description}. Nothing was changed."));
            PostDone();
            return;
        }

        var needs = change.Leaves is not var (left, leaver) ? string.Empty : await GuardAsync(
            session, IsForced, member.ToString(), access => access.FindLossAsync(left, leaver, cancellation));
        if (await ShouldAsync($"{Resources.Group.Title} '{group}' on {session.Uri}", AddNeeds(change.Description, needs), IsForced))
        {
            await StartAsync(member.ToString(), async () =>
            {
                await change.SendAsync(cancellation);
                return (IReadOnlyList<object>)[];
            });
        }
    }

    private Session SelectSession(Identity group, Identity member)
    {
        NamelessRows.Refuse(group);
        NamelessRows.Refuse(member);
        var session = FindSession(group.Object ?? member.Object);
        return member.Object?.Session is not { } other || other.Uri == session.Uri ? session : throw new InputException(
            InputProblem.NoSession,
            $"The {group.Resource.Title} '{group}' is on {session.Uri}, but the {member.Resource.Title} '{member}' was read from "
                + $"{other.Uri}. Specify one of them by its name.",
            member.ToString());
    }

    // Names are looked up once for each session.
    private GroupMembers FindMembers(Session session) => members.TryGetValue(session, out var known)
        ? known
        : members[session] = new GroupMembers(GetClient(session));
}
