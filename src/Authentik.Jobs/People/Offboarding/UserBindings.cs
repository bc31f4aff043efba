using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>A binding that names a user, and what it decides about.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Target">What it's on, such as <c>application 'wiki'</c>.</param>
/// <param name="Application">The name of the application that it's on; null if it's on something else.</param>
/// <param name="IsLast">True if its target has no other enabled binding, so that everybody could open it without this one.</param>
internal sealed record UserBinding(PolicyBinding Binding, string Target, string? Application, bool IsLast);

/// <summary>
/// The bindings that name users. No version has a filter for them, so all bindings are listed, once for all users, and only if one names
/// the first of them.
/// </summary>
internal sealed class UserBindings(JobClient client)
{
    private static readonly Resource Bindings = Resources.PolicyBinding;

    private Dictionary<Guid, List<PolicyBinding>>? byTarget;

    /// <summary>The bindings of a user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="uses">All that refers to the user.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<UserBinding>> FindAsync(User user, IEnumerable<UsedBy> uses, CancellationToken cancellation)
    {
        if (!uses.Any(use => use.Resource == Bindings))
        {
            return [];
        }

        byTarget ??= (await client.ReadAllAsync<PolicyBinding>(Bindings, null, cancellation))
            .GroupBy(one => one.Target!.Value).ToDictionary(one => one.Key, one => one.ToList());
        var own = byTarget.Values.SelectMany(one => one).Where(one => one.User == user.Pk).ToList();
        await client.Of(Bindings).Names.FillAsync(Bindings, own, cancellation);
        return [.. own.Select(Describe)];
    }

    /// <summary>
    /// Chooses the bindings that can be removed, all but the last enabled one of each target. They count as gone from then on: two people
    /// can be the only ones who open an application, and one person can be bound to it twice.
    /// </summary>
    public IReadOnlyList<UserBinding> TakeRemovable(IEnumerable<UserBinding> all)
    {
        var removable = new List<UserBinding>();
        foreach (var one in all.Where(one => !Describe(one.Binding).IsLast))
        {
            byTarget![one.Binding.Target!.Value].Remove(one.Binding);
            removable.Add(one);
        }

        return removable;
    }

    /// <summary>The bindings again, after others were taken.</summary>
    public IReadOnlyList<UserBinding> Update(IEnumerable<UserBinding> left) => [.. left.Select(one => Describe(one.Binding))];

    private UserBinding Describe(PolicyBinding binding)
    {
        var target = binding.FindReferred("target");
        var others = byTarget![binding.Target!.Value].Where(one => one.Pk != binding.Pk && one.Enabled == true);
        return new UserBinding(
            binding,
            target is null ? $"object '{binding.Target}'" : ObjectLabel.Mention(target) ?? target.DescribeKind(),
            (target as Application)?.Name,
            IsLast: binding.Enabled == true && !others.Any());
    }
}
