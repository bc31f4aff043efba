using Authentik.Book;
using Authentik.Changes;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>The outposts that serve a provider. What else they serve stays.</summary>
internal sealed class ServingOutposts(JobClient client)
{
    private const string Embedded = "goauthentik.io/outposts/embedded";

    /// <summary>Finds an outpost for providers of a kind.</summary>
    /// <param name="identity">The outpost; null for the embedded one, if it can serve the kind.</param>
    /// <param name="kind">The kind of the provider.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <returns>Null if none was specified, and there is no embedded one for it.</returns>
    /// <exception cref="InputException">Nothing has the name, or the outpost is of another type.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<Outpost?> FindAsync(Identity? identity, ProviderKind kind, CancellationToken cancellation)
    {
        if (identity is null)
        {
            return kind.OutpostType == ProviderKind.Proxy.OutpostType ? await FindEmbeddedAsync(cancellation) : null;
        }

        var found = (Outpost)await client.Of(Resources.Outpost).Reader.FindAsync(identity, cancellation);
        return found.Type == kind.OutpostType ? found : throw new InputException(
            InputProblem.InvalidValue,
            $"The outpost '{found}' serves {found.Type} providers, and not {Articles.AddTo(kind.Resource.Title)}. Nothing was changed. "
                + $"Get-AuthentikOutpost | Where-Object Type -eq {kind.OutpostType} lists those that can.",
            found.Name);
    }

    private async Task<Outpost?> FindEmbeddedAsync(CancellationToken cancellation)
    {
        var found = await client.ReadAllAsync<Outpost>(
            Resources.Outpost, new Dictionary<string, object?> { ["managed__iexact"] = Embedded }, cancellation);
        return found.FirstOrDefault(IsEmbedded);
    }

    /// <summary>True for the outpost that runs inside the server.</summary>
    public static bool IsEmbedded(Outpost outpost) => outpost.Managed == Embedded;

    /// <summary>The outposts that serve a provider.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<Outpost>> ListAsync(Provider provider, CancellationToken cancellation)
    {
        var found = await client.ReadAllAsync<Outpost>(
            Resources.Outpost,
            new Dictionary<string, object?> { ["providers_by_pk"] = new[] { Resources.Provider.MakeIdentity(provider) } },
            cancellation);
        return [.. found.Where(outpost => Serves(outpost, provider))];
    }

    /// <summary>True if an outpost serves a provider.</summary>
    public static bool Serves(Outpost outpost, Provider provider) => outpost.Providers?.Contains(provider.Pk!.Value) == true;

    /// <summary>Lets an outpost serve a provider, or serve it no longer. It's read immediately before it's written.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task ChangeAsync(Outpost outpost, Provider provider, bool isAdded, CancellationToken cancellation)
    {
        var values = new FieldValues();
        values.Change(new FieldPart(
            Resources.Outpost.GetField("providers"), isAdded, new[] { Resources.Provider.MakeIdentity(provider) }));
        var writer = client.Of(Resources.Outpost).Writer;
        var identity = Resources.Outpost.MakeIdentity(outpost);
        var plan = await writer.PlanAsync(identity, values, ChangeDetail.Sent, cancellation);
        await writer.SetAsync(identity, plan, returns: false, cancellation);
    }
}
