using System.Management.Automation;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Gets the users who are in groups.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikGroupMember")]
[OutputType(typeof(User))]
public sealed class GetGroupMemberCommand : SessionCommand
{
    private const string GroupFilter = "groups_by_pk";

    /// <summary>Specifies the groups. Use names, ids, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("Group"), ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity[] Identity { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(async token =>
    {
        foreach (var identity in Identity)
        {
            await AttemptAsync(identity.ToString(), () => WriteMembersAsync(identity, token));
        }
    });

    private async Task WriteMembersAsync(GroupIdentity group, CancellationToken cancellation)
    {
        var users = Resources.User;
        var query = new ListQuery(users);
        query.Add(users.Filters.First(filter => filter.Name == GroupFilter), new object[] { group });
        await foreach (var (objects, _) in GetClient(FindSession(group), users).Lister.ListAsync(query, skip: 0, first: null, cancellation))
        {
            await WriteAsync(objects.Select(one => OutputObject.Prepare(one, users)));
        }
    }
}
