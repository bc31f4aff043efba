using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>Who is let in to an application: groups and users who are bound to it, in an order.</summary>
internal sealed class AllowedSubjects(JobClient client)
{
    // authentik's own bindings leave gaps of this size.
    private const int Gap = 10;

    /// <summary>Looks up groups and users, so that a wrong name is known before anything is written.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has a name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<AuthentikObject>> FindAsync(IEnumerable<Identity> identities, CancellationToken cancellation)
    {
        var found = new List<AuthentikObject>();
        foreach (var identity in identities)
        {
            var one = identity.Object is { } known && known.ValueOf(identity.Resource.Id) is not null
                ? known
                : await client.Of(identity.Resource).Reader.FindAsync(identity, cancellation);
            if (!found.Exists(other => other.Resource == one.Resource && Equals(GetId(other), GetId(one))))
            {
                found.Add(one);
            }
        }

        return found;
    }

    /// <summary>The bindings of an application, in their order.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<PolicyBinding>> ListAsync(AuthentikObject target, CancellationToken cancellation)
    {
        var all = await client.ReadAllAsync<PolicyBinding>(
            Resources.PolicyBinding, new Dictionary<string, object?> { ["target"] = new AnyIdentity(target) }, cancellation);

        // A filter that the server doesn't know returns the whole list.
        var ids = target.Resource!.TargetIds.Select(field => target.ValueOf(field.Name)).Append(target.ValueOf(target.Resource.Id));
        return [.. all.Where(one => ids.Contains(one.Target)).OrderBy(one => one.Order)];
    }

    /// <summary>The binding of a group or user; null if there is none.</summary>
    public static PolicyBinding? FindBinding(IEnumerable<PolicyBinding> bindings, AuthentikObject subject) =>
        bindings.FirstOrDefault(one => Equals(subject is Group ? one.Group : one.User, GetId(subject)));

    /// <summary>True if a binding lets its subject in.</summary>
    public static bool LetsIn(PolicyBinding binding) => binding.Enabled != false && binding.Negate != true;

    /// <summary>The orders of the next bindings, after those that are there.</summary>
    public static IEnumerable<int> ListOrders(IReadOnlyCollection<PolicyBinding> bindings)
    {
        var next = bindings.Count == 0 ? 0 : bindings.Max(one => one.Order ?? 0) + Gap;
        while (true)
        {
            yield return next;
            next += Gap;
        }
    }

    /// <summary>Binds a group or user to a target.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<PolicyBinding> BindAsync(AuthentikObject target, AuthentikObject subject, int order, CancellationToken cancellation) =>
        client.CreateAsync<PolicyBinding>(
            Resources.PolicyBinding,
            new Dictionary<string, object?>
            {
                ["target"] = new AnyIdentity(target),
                [subject is Group ? "group" : "user"] = subject.Resource!.MakeIdentity(subject),
                ["order"] = order,
            },
            cancellation);

    /// <summary>Removes the binding of a group or user, if there is one.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task UnbindAsync(AuthentikObject target, AuthentikObject subject, int order, CancellationToken cancellation)
    {
        var bindings = await ListAsync(target, cancellation);
        if (FindBinding(bindings.Where(one => one.Order == order), subject) is { } binding)
        {
            await client.RemoveIfThereAsync(binding, cancellation);
        }
    }

    /// <summary>A group or user in a sentence, such as <c>group 'staff'</c>.</summary>
    public static string Describe(AuthentikObject subject) => $"{subject.DescribeKind()} '{subject}'";

    /// <summary>What a binding lets in or keeps out, such as <c>not group 'staff'</c>.</summary>
    public static string Describe(PolicyBinding binding)
    {
        var (kind, name) = binding switch
        {
            { Group: { } id } => ("group", binding.FindReferred("group")?.ToString() ?? id.ToString()),
            { User: { } id } => ("user", binding.FindReferred("user")?.ToString() ?? $"{id}"),
            _ => ("policy", binding.FindReferred("policy")?.ToString() ?? $"{binding.Policy}"),
        };
        return $"{(binding.Negate == true ? "not " : null)}{kind} '{name}'{(binding.Enabled == false ? " (disabled)" : null)}";
    }

    private static object? GetId(AuthentikObject subject) => subject.ValueOf(subject.Resource!.Id);
}
