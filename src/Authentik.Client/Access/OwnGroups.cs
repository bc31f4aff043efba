using System.Globalization;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Access;

/// <summary>
/// The groups that make the caller a superuser: those that the caller is in, and their parent groups. Nothing else makes a superuser, in
/// no version. Groups are read once for each command; what the command was allowed to change counts as changed.
/// </summary>
internal sealed class OwnGroups(ApiClient api, Lookup lookup) : IAccessRule
{
    private readonly Dictionary<Guid, GroupNode?> nodes = [];
    private readonly Dictionary<Guid, bool> flags = [];
    private readonly GroupParents parents = new(api);
    private readonly GroupEdits allowed = new();
    private IReadOnlyList<Guid>? memberships;

    private Session Session => api.Session;

    /// <inheritdoc/>
    public async Task<AccessLoss?> FindLossAsync(AccessChange change, CancellationToken cancellation)
    {
        var isUser = change.Target.Resource.Noun == "User";
        if (!Session.IsSuperuser || (isUser && !IsOwn(change.Target)))
        {
            return null;
        }

        return await FindLossAsync(
            isUser ? await EditUserAsync(change, cancellation) : await EditGroupAsync(change, cancellation), cancellation);
    }

    /// <summary>What the caller loses when a user or a child group leaves a group; null for nothing.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AccessLoss?> FindLossAsync(Guid group, AuthentikObject member, CancellationToken cancellation)
    {
        var identity = member.Resource!.MakeIdentity(member);
        var isUser = identity.Resource.Noun == "User";
        return !Session.IsSuperuser || (isUser && !IsOwn(identity)) ? null : await FindLossAsync(
            isUser ? new GroupEdit { Left = [group] } : new GroupEdit { Group = (Guid)identity.FindId()!, LostParents = [group] },
            cancellation);
    }

    private bool IsOwn(Identity user) => user.FindTrustedId() is { } id ? id is long number && number == Session.UserId
        : !user.IsId && user.ToString() == Session.Username;

    private async Task<AccessLoss?> FindLossAsync(GroupEdit edit, CancellationToken cancellation)
    {
        if (!edit.CanTake)
        {
            return null;
        }

        if (await IsSuperuserAsync(edit, cancellation))
        {
            allowed.Add(edit);
            return null;
        }

        return !await IsSuperuserAsync(edit: null, cancellation) ? null : new AccessLoss(
            $"User '{Session.Username}' is the user of this session.",
            "This would leave it in no superuser group, so the session would lose its superuser permissions.");
    }

    // The groups of a user are known before their parents, so that most changes take one request.
    private async Task<bool> IsSuperuserAsync(GroupEdit? edit, CancellationToken cancellation)
    {
        var direct = allowed.EditMemberships(await ReadMembershipsAsync(cancellation), edit);
        if (direct.Any(id => flags.TryGetValue(id, out var isSuperuser)
            && allowed.EditNode(id, new GroupNode(isSuperuser, []), edit) is { IsSuperuser: true }))
        {
            return true;
        }

        var seen = new HashSet<Guid>(direct);
        for (var waiting = new Queue<Guid>(seen); waiting.TryDequeue(out var id);)
        {
            var isRemoved = edit is { IsRemoved: true } && edit.Group == id;
            var node = isRemoved ? null : allowed.EditNode(id, await ReadAsync(id, cancellation), edit);
            if (node is { IsSuperuser: true })
            {
                return true;
            }

            foreach (var parent in (node?.Parents ?? []).Where(seen.Add))
            {
                waiting.Enqueue(parent);
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<Guid>> ReadMembershipsAsync(CancellationToken cancellation)
    {
        if (memberships is null)
        {
            var users = Session.Book["User"];
            var own = await lookup.GetAsync(users, Session.UserId!.Value.ToString(CultureInfo.InvariantCulture), cancellation);
            foreach (var group in own.ValueOf("groups_obj") as IEnumerable<AuthentikObject> ?? [])
            {
                if (group.ValueOf("pk") is Guid id)
                {
                    flags[id] = group.ValueOf("is_superuser") is true;
                }
            }

            memberships = own.ValueOf("groups") as IReadOnlyList<Guid> ?? [];
        }

        return memberships;
    }

    private async Task<GroupNode?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (!nodes.TryGetValue(id, out var node))
        {
            nodes[id] = node = await TryReadAsync(id, cancellation);
        }

        return node;
    }

    private async Task<GroupNode?> TryReadAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            var group = await parents.GetAsync(id, cancellation);
            return new GroupNode(group.ValueOf("is_superuser") is true, GroupParents.Read(group));
        }
        catch (ApiException missing) when (missing.IsObjectMissing)
        {
            return null;
        }
    }

    private async Task<GroupEdit> EditUserAsync(AccessChange change, CancellationToken cancellation) => new()
    {
        Memberships = await FindIdsAsync(change, "groups", cancellation),
        Left = Parse(change.ListRemoved("groups")),
        Joined = Parse(change.ListAdded("groups")),
    };

    private async Task<GroupEdit> EditGroupAsync(AccessChange change, CancellationToken cancellation)
    {
        var group = (Guid)await lookup.FindReferenceAsync(change.Target, cancellation);
        if (change.IsRemoval)
        {
            return new GroupEdit { Group = group, IsRemoved = true };
        }

        var own = Session.UserId?.ToString(CultureInfo.InvariantCulture);
        return new GroupEdit
        {
            Group = group,
            IsSuperuser = change.Get("is_superuser") as bool?,
            IsMember = change.GetList("users") is { } users ? users.Any(IsOwn)
                : change.ListRemoved("users").Contains(own) ? false
                : change.ListAdded("users").Contains(own) ? true
                : null,
            Parents = change.Sets("parent")
                ? change.Get("parent") is Identity parent ? [(Guid)await lookup.FindReferenceAsync(parent, cancellation)] : []
                : await FindIdsAsync(change, "parents", cancellation),
            LostParents = Parse(change.ListRemoved("parents")),
            NewParents = Parse(change.ListAdded("parents")),
            Children = await FindIdsAsync(change, "children", cancellation),
            LostChildren = Parse(change.ListRemoved("children")),
        };
    }

    private async Task<IReadOnlyCollection<Guid>?> FindIdsAsync(AccessChange change, string field, CancellationToken cancellation)
    {
        if (change.GetList(field) is not { } identities)
        {
            return null;
        }

        var ids = new List<Guid>();
        foreach (var identity in identities)
        {
            ids.Add((Guid)await lookup.FindReferenceAsync(identity, cancellation));
        }

        return ids;
    }

    private static IReadOnlyCollection<Guid> Parse(IReadOnlyList<string> ids) =>
        [.. ids.Select(id => Guid.TryParse(id, out var one) ? one : (Guid?)null).OfType<Guid>()];
}
