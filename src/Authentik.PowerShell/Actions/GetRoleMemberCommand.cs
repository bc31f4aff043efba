using System.Management.Automation;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Gets the users or the groups that have roles.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikRoleMember")]
[OutputType(typeof(User), typeof(Group))]
public sealed class GetRoleMemberCommand : SessionCommand
{
    private const string RoleFilter = "roles_by_pk";
    private const string RolesField = "roles";

    /// <summary>Specifies the roles. Use names, ids, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("Role"), ArgumentCompleter(typeof(NameCompleter))]
    public RoleIdentity[] Identity { get; set; } = [];

    /// <summary>Indicates that the command returns the groups that have the role instead of the users.</summary>
    [Parameter]
    public SwitchParameter Group { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        RunEach(Identity, (identity, token) => WriteMembersAsync(identity, FindSession(identity), token));

    // authentik has no filter for the groups that have a role.
    private async Task WriteMembersAsync(RoleIdentity identity, Session session, CancellationToken cancellation)
    {
        var members = Group ? Resources.Group : Resources.User;
        var query = new ListQuery(members);
        object? role = null;
        if (Group)
        {
            role = (await GetClient(session, Resources.Role).Reader.ResolveAsync(identity, cancellation)).FindId();
        }
        else
        {
            query.Add(members.GetFilter(RoleFilter), new[] { identity });
        }

        await foreach (var (objects, _) in GetClient(session, members).Lister.ListAsync(query, skip: 0, first: null, cancellation))
        {
            var found = objects.Where(one => role is null || HasRole(one, role));
            await WriteAsync(found.Select(one => OutputObject.Prepare(one, members)));
        }
    }

    private static bool HasRole(AuthentikObject group, object role) =>
        group.ValueOf(RolesField) is IEnumerable<Guid> roles && roles.Any(id => id.Equals(role));
}
