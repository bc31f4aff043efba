using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik;

/// <summary>What is done with a member of a group.</summary>
internal enum MemberTask
{
    /// <summary>Adds it. A child group that can't have two parents is refused if it has one.</summary>
    Add,

    /// <summary>Adds it. A child group that can't have two parents is moved.</summary>
    AddOrMove,

    /// <summary>Removes it.</summary>
    Remove,
}

/// <summary>A change of the members of a group, checked and ready to be sent.</summary>
/// <param name="Description">What it does; if there is nothing to change, why.</param>
/// <param name="SendAsync">Sends it; null if there is nothing to change.</param>
internal sealed record MemberChange(string Description, Func<CancellationToken, Task>? SendAsync)
{
    /// <summary>The group that a member leaves, and the member; null if none leaves.</summary>
    public (Guid Group, AuthentikObject Member)? Leaves { get; init; }
}

/// <summary>Adds users and child groups to groups, and removes them. What is already so isn't sent again.</summary>
internal sealed class GroupMembers(ApiClient api)
{
    private readonly Lookup lookup = new(api);
    private readonly GroupParents parents = new(api);
    private readonly Resource groups = api.Session.Book[NamedGroup.Noun];

    /// <summary>Finds out what a task changes.</summary>
    /// <param name="group">The group.</param>
    /// <param name="member">A user or a group.</param>
    /// <param name="task">What is done with it.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A name can't be found, or the server doesn't accept the child group.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<MemberChange> PrepareAsync(Identity group, Identity member, MemberTask task, CancellationToken cancellation)
    {
        var holder = new NamedGroup((Guid)await lookup.FindReferenceAsync(group, cancellation), group.ToString());
        var found = await lookup.FindAsync(member, cancellation);
        return member.Resource.Noun == NamedGroup.Noun
            ? await PrepareChildAsync(holder, found, task, cancellation)
            : PrepareUser(holder, found, task);
    }

    private MemberChange PrepareUser(NamedGroup group, AuthentikObject user, MemberTask task)
    {
        var isAdded = task != MemberTask.Remove;
        if (user.ValueOf("groups") is IReadOnlyList<Guid> memberships && memberships.Contains(group.Id) == isAdded)
        {
            return new MemberChange($"User '{user}' {(isAdded ? "is already" : "isn't")} in the group '{group}'", SendAsync: null);
        }

        var (verb, action) = isAdded ? ("Add", "add_user") : ("Remove", "remove_user");
        var body = new JsonObject { ["pk"] = (long)user.FindId(user.Resource!)! };
        return new MemberChange(
            $"{verb} the user '{user}'",
            token => new ResourceClient(api, groups).Writer.PostAsync(groups.MakeIdentity(group.Id), action, body, token))
        {
            Leaves = isAdded ? null : (group.Id, user),
        };
    }

    private async Task<MemberChange> PrepareChildAsync(
        NamedGroup parent, AuthentikObject child, MemberTask task, CancellationToken cancellation)
    {
        var isAdded = task != MemberTask.Remove;
        if (GroupParents.Read(child).Contains(parent.Id) == isAdded)
        {
            var text = $"Group '{child}' {(isAdded ? "is already" : "isn't")} a child group of '{parent}'";
            return new MemberChange(text, SendAsync: null);
        }

        if (isAdded)
        {
            await parents.RequireNoCircleAsync(parent, child, cancellation);
        }

        var other = parents.FindOther(parent, child, task);
        var change = (isAdded, other) switch
        {
            (true, null) => $"Add the child group '{child}'",
            (true, _) => $"Move the child group '{child}' from '{other}'",
            _ => $"Remove the child group '{child}'",
        };
        return new MemberChange(change, token => parents.ChangeAsync(parent, child, task, token))
        {
            Leaves = isAdded ? null : (parent.Id, child),
        };
    }
}

/// <summary>A group by its id and the name that messages have for it.</summary>
internal sealed record NamedGroup(Guid Id, string Name)
{
    /// <summary>The noun of groups in the book.</summary>
    public const string Noun = "Group";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
