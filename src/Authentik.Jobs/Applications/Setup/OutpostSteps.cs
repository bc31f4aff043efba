namespace Authentik.Jobs;

/// <summary>Plans which outpost serves a provider.</summary>
internal sealed class OutpostSteps(JobClient client)
{
    private readonly ServingOutposts outposts = new(client);

    /// <summary>The outpost that is to serve the provider; null if none is.</summary>
    /// <exception cref="InputException">Nothing has the name, or the outpost can't serve the provider.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<Outpost?> FindAsync(SetupRequest request, CancellationToken cancellation)
    {
        if (request.Kind.OutpostType is not null)
        {
            return await outposts.FindAsync(request.Outpost, request.Kind, cancellation);
        }

        return request.Outpost is null ? null : throw new InputException(
            InputProblem.InvalidValue,
            $"{Articles.AddCapitalTo(request.Kind.Resource.Title)} needs no outpost: the server itself serves it. Omit -Outpost.",
            request.Outpost.ToString());
    }

    /// <summary>Plans that the outpost serves the provider, unless it does already.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task PlanAsync(
        JobPlan<ApplicationSetup> plan, SetupRequest request, SetupState setup, CancellationToken cancellation)
    {
        if (request.Kind.OutpostType is null)
        {
            return;
        }

        setup.Serving = setup.Provider is null ? [] : await outposts.ListAsync(setup.Provider, cancellation);
        var isServed = setup.Serving.Any(one => request.Outpost is null || one.Pk == setup.Outpost?.Pk);
        if (isServed || setup.Outpost is null)
        {
            WarnAboutOutpost(request, isServed);
            return;
        }

        var outpost = setup.Outpost;
        plan.Add(new JobStep(
            $"Let the outpost '{outpost}' serve it",
            async token =>
            {
                await outposts.ChangeAsync(outpost, setup.Provider!, isAdded: true, token);
                setup.Serving = [.. setup.Serving, outpost];
            })
        {
            // A provider that is removed leaves its outposts. The last one of an outpost can't be taken out otherwise.
            UndoAsync = setup.IsProviderNew ? null : token => outposts.ChangeAsync(outpost, setup.Provider!, isAdded: false, token),
        });
    }

    private void WarnAboutOutpost(SetupRequest request, bool isServed)
    {
        if (!isServed)
        {
            client.Log.Warning(
                $"No outpost serves the {request.Kind.Resource.Title} '{request.ProviderName}', so nobody can use the application yet. "
                    + $"Specify an outpost with -Outpost; New-AuthentikOutpost -Type {request.Kind.OutpostType} creates one.");
        }
    }
}
