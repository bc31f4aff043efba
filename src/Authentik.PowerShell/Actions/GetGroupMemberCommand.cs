using System.Management.Automation;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Gets the users or the child groups of groups.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikGroupMember")]
[OutputType(typeof(User), typeof(Group))]
public sealed class GetGroupMemberCommand : SessionCommand
{
    private const string GroupFilter = "groups_by_pk";

    // The address of a request has a limited length.
    private const int GroupsPerRequest = 40;

    private readonly Dictionary<Session, GroupTree> trees = [];

    /// <summary>Specifies the groups. Use names, ids, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("Group"), ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity[] Identity { get; set; } = [];

    /// <summary>Indicates that the command returns the child groups instead of the users.</summary>
    [Parameter]
    public SwitchParameter ChildGroup { get; set; }

    /// <summary>Indicates that the members of the child groups, and of the groups in them, are returned too, each once.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        RunEach(Identity, (identity, token) => WriteMembersAsync(identity, FindSession(identity), token));

    private async Task WriteMembersAsync(GroupIdentity identity, Session session, CancellationToken cancellation)
    {
        if (!ChildGroup && !Recurse)
        {
            await WriteUsersAsync([identity], session, cancellation);
            return;
        }

        var group = await GetClient(session, Resources.Group).Reader.ResolveAsync(identity, cancellation);
        var id = (Guid)group.FindId()!;
        var tree = await ReadTreeAsync(session, cancellation);
        var groups = Recurse ? tree.FindDescendants(id) : tree.FindChildren(id);
        if (ChildGroup)
        {
            await WriteAsync(groups.Select(child => OutputObject.Prepare(child, Resources.Group)));
        }
        else
        {
            await WriteUsersAsync([group, .. groups.Select(child => Resources.Group.MakeIdentity(child))], session, cancellation);
        }
    }

    private async Task WriteUsersAsync(IReadOnlyList<Identity> groups, Session session, CancellationToken cancellation)
    {
        ObjectCount = null;
        var users = Resources.User;
        var filter = users.GetFilter(GroupFilter);
        var seen = new HashSet<object>();
        foreach (var some in groups.Chunk(GroupsPerRequest))
        {
            var query = new ListQuery(users);
            query.Add(filter, some);
            await foreach (var (objects, _) in GetClient(session, users).Lister.ListAsync(query, skip: 0, first: null, cancellation))
            {
                var others = objects.Where(user => seen.Add(user.FindId(users)!));
                await WriteCountedAsync(others.Select(user => OutputObject.Prepare(user, users)));
            }
        }
    }

    private async Task<GroupTree> ReadTreeAsync(Session session, CancellationToken cancellation)
    {
        if (!trees.TryGetValue(session, out var tree))
        {
            var query = new ListQuery(Resources.Group);
            tree = trees[session] = await GroupTree.ReadAsync(GetClient(session, Resources.Group).Lister, query, cancellation);
        }

        return tree;
    }
}
