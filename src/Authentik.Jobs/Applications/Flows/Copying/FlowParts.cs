using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>The stages, or the policies, of a flow that get copies of their own.</summary>
internal sealed class FlowParts(JobClient client, Resource family)
{
    private readonly Dictionary<Guid, FlowPart> parts = [];

    /// <summary>The name that a copy has.</summary>
    public static string NameCopy(string slug, AuthentikObject source) => $"{slug}-{source}";

    /// <summary>The copy of an object, or the object itself if it has none.</summary>
    public AuthentikObject Find(AuthentikObject source) =>
        source.ValueOf("pk") is Guid id && parts.TryGetValue(id, out var part) ? part.Copy! : source;

    /// <summary>The name of the copy of an object, or of the object itself if it gets none.</summary>
    public string FindName(AuthentikObject source) =>
        source.ValueOf("pk") is Guid id && parts.TryGetValue(id, out var part) ? part.Name : $"{source}";

    /// <summary>True if the object gets a copy.</summary>
    public bool IsCopied(AuthentikObject source) => source.ValueOf("pk") is Guid id && parts.ContainsKey(id);

    /// <summary>Plans copies.</summary>
    /// <param name="plan">Gets the steps.</param>
    /// <param name="sources">The objects, as they are embedded in bindings.</param>
    /// <param name="slug">The slug of the new flow, with which the names of the copies begin.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A name is taken.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task PlanAsync(
        JobPlan<CopiedFlow> plan, IReadOnlyList<AuthentikObject> sources, string slug, CancellationToken cancellation)
    {
        if (sources.Count == 0)
        {
            return;
        }

        var taken = (await client.ReadAllAsync<AuthentikObject>(family, null, cancellation)).Select(one => $"{one}").ToHashSet();
        foreach (var source in sources)
        {
            var name = NameCopy(slug, source);
            if (taken.Contains(name))
            {
                throw new InputException(
                    InputProblem.InvalidValue,
                    $"{Articles.AddCapitalTo(family.Title)} '{name}' exists already, and names are unique. Nothing was created. Rename or "
                        + "remove it, or specify another -Slug.",
                    name);
            }

            await AddAsync(source, name, cancellation);
        }

        foreach (var part in SortByReferences())
        {
            plan.Add(part.PlanCopy(parts));
        }
    }

    private async Task AddAsync(AuthentikObject source, string name, CancellationToken cancellation)
    {
        if (!client.Session.Book.TryFindModel(source.ValueOf(Resource.ModelField) as string, out var kind))
        {
            client.Log.Warning($"The {family.Title} '{source}' is of a kind that this module doesn't know, so both flows share it.");
            return;
        }

        var whole = await client.Of(kind).Reader.GetAsync(kind.MakeIdentity(source.ValueOf("pk")!, isId: true), cancellation);
        if (FlowPart.CanHaveHiddenSecret(client, kind) && whole.ValueOf("use_global_settings") is not true)
        {
            client.Log.Warning(
                $"The {kind.Title} '{source}' can have a secret that the server doesn't return, so it isn't copied, and both flows "
                    + "share it.");
            return;
        }

        var part = new FlowPart(client, whole, kind, name);
        parts[part.Id] = part;
    }

    // A stage that another one contains, such as the password stage of an identification stage, comes first.
    private IReadOnlyList<FlowPart> SortByReferences()
    {
        var (sorted, seen) = (new List<FlowPart>(), new HashSet<Guid>());
        foreach (var part in parts.Values)
        {
            Visit(part);
        }

        return sorted;

        void Visit(FlowPart part)
        {
            if (seen.Add(part.Id))
            {
                part.ListReferences().Where(parts.ContainsKey).ToList().ForEach(id => Visit(parts[id]));
                sorted.Add(part);
            }
        }
    }
}
