using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik;

/// <summary>
/// The parents of groups. Up to 2025.10 a group has one parent at most. Later it has a list, which the server replaces as a whole: a
/// parent that somebody else adds between reading and writing would be lost. So the list is read immediately before it's written, and
/// read again afterwards.
/// </summary>
internal sealed class GroupParents(ApiClient api)
{
    private const string Several = "parents";
    private const string One = "parent";
    private const int Attempts = 4;

    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> turns = new();
    private readonly Resource groups = api.Session.Book[NamedGroup.Noun];

    /// <summary>The ids of the parents.</summary>
    public static IReadOnlyList<Guid> Read(AuthentikObject group) =>
        group.ValueOf(Several) as IReadOnlyList<Guid> ?? (group.ValueOf(One) is Guid parent ? [parent] : []);

    /// <summary>The name of the parent that the group loses if it gets this one; null if it loses none.</summary>
    /// <exception cref="InputException">It has another parent, can have only one, and isn't to be moved.</exception>
    public string? FindOther(NamedGroup parent, AuthentikObject child, MemberTask task)
    {
        if (task == MemberTask.Remove || child.Has(Several) || child.ValueOf(One) is not Guid other || other == parent.Id)
        {
            return null;
        }

        var name = child.ValueOf("parent_name")?.ToString() ?? other.ToString();
        return task == MemberTask.AddOrMove ? name : throw new InputException(
            InputProblem.InvalidValue,
            $"Group '{child}' is a child group of '{name}', and authentik {api.Session.ServerVersion} allows only one parent group. "
                + $"It was not added to '{parent}'. Use -Force to move it.",
            child.ToString());
    }

    /// <summary>Refuses a child that contains the group.</summary>
    /// <exception cref="InputException">The child is the group, or one of the groups that it's in.</exception>
    public async Task RequireNoCircleAsync(NamedGroup parent, AuthentikObject child, CancellationToken cancellation)
    {
        var id = IdOf(child);
        if (id == parent.Id)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"Group '{child}' can't be a child group of itself. Nothing was changed. Specify another group.",
                child.ToString());
        }

        var isLeaf = child.ValueOf("children") is IReadOnlyList<Guid> { Count: 0 };
        if (!isLeaf && await HasAncestorAsync(parent.Id, id, cancellation))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"Group '{child}' can't be a child group of '{parent}', because '{parent}' is in '{child}', directly or through other "
                    + $"groups. Nothing was changed. To see the groups in '{child}', use "
                    + $"Get-AuthentikGroupMember '{child}' -ChildGroup -Recurse.",
                child.ToString());
        }
    }

    /// <summary>Adds a parent to a group or removes it, and keeps the others.</summary>
    /// <exception cref="InputException">Somebody else changes the parents at the same time.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task ChangeAsync(NamedGroup parent, AuthentikObject child, MemberTask task, CancellationToken cancellation)
    {
        // Of several requests at once, those that change the same child wait for each other.
        var turn = turns.GetOrAdd(IdOf(child), _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            await ChangeUntilStoredAsync(parent, IdOf(child), task, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task ChangeUntilStoredAsync(NamedGroup parent, Guid id, MemberTask task, CancellationToken cancellation)
    {
        var isAdded = task != MemberTask.Remove;
        for (var attempt = 0; ; attempt++)
        {
            var child = await GetAsync(id, cancellation);
            var current = Read(child);
            if (current.Contains(parent.Id) == isAdded)
            {
                return;
            }

            if (attempt == Attempts)
            {
                throw new InputException(
                    InputProblem.InvalidValue,
                    $"The parent groups of '{child}' were written {Attempts} times, and each time somebody else replaced them. '{parent}' "
                        + $"was not {(isAdded ? "added" : "removed")}. Try again when no other program changes this group.",
                    child.ToString());
            }

            FindOther(parent, child, task);
            await WriteAsync(child, isAdded ? [.. current, parent.Id] : [.. current.Where(one => one != parent.Id)], cancellation);
        }
    }

    private async Task WriteAsync(AuthentikObject child, IReadOnlyList<Guid> parents, CancellationToken cancellation)
    {
        var body = child.Has(Several)
            ? new JsonObject { [Several] = new JsonArray([.. parents.Select(one => JsonValue.Create(one.ToString()))]) }
            : new JsonObject { [One] = parents.Count == 0 ? null : parents[^1].ToString() };
        using var response = await api.WriteAsync(HttpMethod.Patch, PathOf(IdOf(child)), body, cancellation);
    }

    // An ancestor that can't be viewed is skipped, because the server is the one that decides.
    private async Task<bool> HasAncestorAsync(Guid group, Guid wanted, CancellationToken cancellation)
    {
        var seen = new HashSet<Guid> { group };
        var waiting = new Queue<Guid>(seen);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var parent in await ReadParentsAsync(next, cancellation))
            {
                if (parent == wanted)
                {
                    return true;
                }

                if (seen.Add(parent))
                {
                    waiting.Enqueue(parent);
                }
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<Guid>> ReadParentsAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return Read(await GetAsync(id, cancellation));
        }
        catch (ApiException missing) when (missing.IsObjectMissing)
        {
            return [];
        }
    }

    /// <summary>Reads a group, without its members.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> GetAsync(Guid id, CancellationToken cancellation)
    {
        using var response = await api.GetAsync(PathOf(id), groups.ListQuery, cancellation);
        return ObjectSource.Read(groups, response, api.Session);
    }

    private Guid IdOf(AuthentikObject group) => (Guid)group.FindId(groups)!;

    private string PathOf(Guid id) => ListPaths.AddKey(groups.Path, IdentityIds.Write(id));
}
