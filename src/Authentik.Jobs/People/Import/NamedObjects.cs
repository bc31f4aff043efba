using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// Groups or roles by their names, each looked up once. When many names come, the whole list is read instead.
/// </summary>
internal sealed class NamedObjects(JobClient client, Resource resource, bool canCreate)
{
    private const int FewNames = 50;

    private readonly Dictionary<string, NamedObject> found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InputException> missing = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> names = [];
    private Dictionary<string, Guid?>? listed;
    private int asked;

    /// <summary>Notes the name of an object, for messages.</summary>
    public void Learn(Guid? id, string? name)
    {
        if (id is { } known && name is not null)
        {
            names.TryAdd(known, name);
        }
    }

    /// <summary>The name of an object; the id if it isn't known.</summary>
    public string NameOf(Guid id) => names.GetValueOrDefault(id) ?? $"{id}";

    /// <summary>Finds an object.</summary>
    /// <exception cref="InputException">There is none, and it isn't created.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<NamedObject> FindAsync(Identity identity, CancellationToken cancellation)
    {
        var key = identity.ToString();
        if (missing.TryGetValue(key, out var known))
        {
            throw known;
        }

        if (!found.TryGetValue(key, out var one))
        {
            found[key] = one = await LookUpAsync(identity, key, cancellation);
        }

        return one;
    }

    private async Task<NamedObject> LookUpAsync(Identity identity, string key, CancellationToken cancellation)
    {
        if (++asked > FewNames)
        {
            listed ??= await ListAsync(cancellation);
        }

        if (listed?.GetValueOrDefault(key) is { } id)
        {
            return Keep(id, key);
        }

        try
        {
            var read = await client.Of(resource).Reader.FindAsync(identity, cancellation);
            return Keep((Guid)read.FindId(resource)!, read.ToString());
        }
        catch (InputException problem) when (problem.Problem == InputProblem.NotFound)
        {
            if (canCreate && !Guid.TryParse(key, out _))
            {
                return new NamedObject(key, id: null, CreateAsync);
            }

            throw missing[key] = resource == Resources.Group && !Guid.TryParse(key, out _) ? AdviseCreation(problem) : problem;
        }
    }

    private static InputException AdviseCreation(InputException problem) => new(
        problem.Problem, $"{problem.Message} To create groups that don't exist, use -CreateGroup.", problem.Target);

    private NamedObject Keep(Guid id, string name)
    {
        names[id] = name;
        return new NamedObject(name, id, CreateAsync);
    }

    private async Task<Guid> CreateAsync(string name, CancellationToken cancellation)
    {
        var values = new Dictionary<string, object?> { ["name"] = name };
        var created = await client.CreateAsync<AuthentikObject>(resource, values, cancellation);
        var id = (Guid)created.FindId(resource)!;
        names[id] = name;
        return id;
    }

    // Names that two objects have in an old version are left to the look-up, which refuses them.
    private async Task<Dictionary<string, Guid?>> ListAsync(CancellationToken cancellation)
    {
        var all = new Dictionary<string, Guid?>(StringComparer.Ordinal);
        await foreach (var one in client.ListAsync<AuthentikObject>(resource, cancellation: cancellation))
        {
            var name = one.ToString();
            all[name] = all.ContainsKey(name) ? null : (Guid?)one.FindId(resource);
        }

        return all;
    }
}

/// <summary>A group or a role that a row names. One that doesn't exist is created by the first row that needs it.</summary>
internal sealed class NamedObject(string name, Guid? id, Func<string, CancellationToken, Task<Guid>> create)
{
    private readonly object starting = new();
    private Task<Guid>? known = id is { } existing ? Task.FromResult(existing) : null;

    public string Name => name;

    /// <summary>The id; null while it doesn't exist.</summary>
    public Guid? Id => known is { IsCompletedSuccessfully: true } ? known.Result : null;

    /// <summary>True if the plan of a row has its creation.</summary>
    public bool IsPlanned { get; private set; }

    /// <summary>Adds the creation of what doesn't exist to the plan of the first row that needs it.</summary>
    public static void AddCreations(JobPlan<ImportedUser> plan, IReadOnlyList<NamedObject> named)
    {
        foreach (var group in named.Where(group => group is { Id: null, IsPlanned: false }))
        {
            group.IsPlanned = true;
            plan.Add(new JobStep($"Create the group '{group.Name}'", group.RequireAsync) { IsNeeded = true });
        }
    }

    /// <summary>The id of the object, which is created if it doesn't exist. Several rows wait for the same creation.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<Guid> RequireAsync(CancellationToken cancellation)
    {
        lock (starting)
        {
            return known = known is { IsFaulted: false, IsCanceled: false } ? known : create(name, cancellation);
        }
    }
}
