using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Sets up an application: its provider, the application, who is let in, the icon, and the outpost that serves it. All of it is undone if
/// a part fails. What is there already is completed; a value that differs is told, or changed if that was asked for.
/// </summary>
internal sealed class ApplicationOnboarding(JobClient client)
{
    private readonly ProviderDefaults defaults = new(client);
    private readonly StoredValues stored = new(client);
    private readonly OutpostSteps outposts = new(client);

    /// <summary>Reads what is there, and plans what is missing.</summary>
    /// <exception cref="InputException">A name or a value isn't valid, or the name belongs to something else.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ApplicationSetup>> PlanAsync(SetupRequest request, CancellationToken cancellation)
    {
        RequireName(request);
        client.Gate.Require(request.Kind.Resource, Operations.New);
        var subjects = await new AllowedSubjects(client).FindAsync(request.Groups.Concat(request.Users), cancellation);
        var setup = new SetupState { Outpost = await outposts.FindAsync(request, cancellation) };
        var plan = CreatePlan(request);

        var existing = await FindApplicationAsync(request.Slug, cancellation);
        setup.Application = (Application?)existing?.Object;
        setup.Provider = await new ExistingProvider(client).FindAsync(request, setup.Application, cancellation);
        plan.Success = setup.Application is null || setup.Provider is null ? JobStatus.Created : JobStatus.Changed;
        await PlanProviderAsync(plan, request, setup, cancellation);
        await PlanApplicationAsync(plan, request, setup, existing, cancellation);
        await new AccessSteps(client).PlanAsync(plan, request, setup, subjects, cancellation);
        await outposts.PlanAsync(plan, request, setup, cancellation);
        await new ApplicationIcon(client).PlanAsync(plan, request, setup, cancellation);
        WarnAboutDifferences(plan, setup);
        plan.Result.Subject = setup.Application;
        plan.CompleteAsync = token => new SetupDetails(client).FillAsync(plan.Result, request, setup, token);
        return plan;
    }

    private void RequireName(SetupRequest request)
    {
        client.Of(Resources.Application).Writer.Derive(request.Application);
        if (request.Application.Get("slug") is not string)
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"The name '{request.Name}' has no letters or digits that a slug can have. Nothing was created. Specify -Slug.",
                request.Name);
        }

        if (!request.Provider.Has("name"))
        {
            request.Provider.Set(request.Kind.Resource.GetField("name"), request.Name);
            request.IsProviderNamed = false;
        }
    }

    private static JobPlan<ApplicationSetup> CreatePlan(SetupRequest request) => new(
        $"Application '{request.Name}'",
        new ApplicationSetup { Name = request.Name, Slug = request.Slug, Kind = request.Kind.Resource.Kind! }) { IsAllOrNothing = true };

    // Applications can share a name, so only the slug identifies one.
    private Task<StoredObject?> FindApplicationAsync(string slug, CancellationToken cancellation) =>
        stored.TryReadAsync(Resources.Application, slug, cancellation);

    private async Task PlanProviderAsync(
        JobPlan<ApplicationSetup> plan, SetupRequest request, SetupState setup, CancellationToken cancellation)
    {
        if (setup.Provider is { } existing)
        {
            var typed = request.IsProviderNamed ? request.Provider : request.Provider.Where(field => field.Name != "name");
            var whole = await stored.ReadAsync(request.Kind.Resource, existing.Pk!, cancellation);
            setup.Provider = (Provider)whole.Object;
            PlanChange(plan, request, setup, whole.Object, await stored.FindDifferentAsync(whole, typed, cancellation));
            return;
        }

        await defaults.FillAsync(request.Kind, request.Provider, cancellation);
        if (request.MetadataFile is not null)
        {
            new MetadataProvider(client).Plan(plan, request, setup);
            return;
        }

        var writer = client.Of(request.Kind.Resource).Writer;
        writer.Derive(request.Provider);
        writer.Require(request.Provider, isNew: true);
        plan.Add(new JobStep(
            $"Create the {request.Kind.Resource.Title} '{request.ProviderName}' with {PlannedValues.Describe(request.Provider)}",
            async token => setup.Provider = (Provider)await writer.NewAsync(request.Provider, token))
        {
            UndoAsync = token => client.RemoveCreatedAsync(
                setup.Provider, () => client.FindAsync<AuthentikObject>(request.Kind.Resource, request.ProviderName, token), token),
        });
        setup.IsProviderNew = true;
    }

    private async Task PlanApplicationAsync(
        JobPlan<ApplicationSetup> plan,
        SetupRequest request,
        SetupState setup,
        StoredObject? existing,
        CancellationToken cancellation)
    {
        if (existing is not null)
        {
            var different = await stored.FindDifferentAsync(existing, request.Application, cancellation);
            PlanChange(plan, request, setup, existing.Object, different);
            PlanLink(plan, request, setup);
            return;
        }

        var writer = client.Of(Resources.Application).Writer;
        writer.Require(request.Application, isNew: true);
        plan.Add(new JobStep(
            $"Create the application '{request.Name}' with {PlannedValues.Describe(request.Application)}",
            async token =>
            {
                SetProvider(request.Application, request.Kind, setup);
                setup.Application = (Application)await writer.NewAsync(request.Application, token);
                plan.Result.Subject = setup.Application;
            })
        {
            // A provider in the background of an application is deleted with that.
            UndoAsync = token => client.RemoveCreatedAsync(
                setup.Application, async () => (await FindApplicationAsync(request.Slug, token))?.Object, token),
        });
        setup.IsApplicationNew = true;
    }

    private static void SetProvider(FieldValues values, ProviderKind kind, SetupState setup)
    {
        var provider = Resources.Provider.MakeIdentity(setup.Provider!);
        if (kind.IsBackchannel)
        {
            IEnumerable<int> others = setup.Application?.BackchannelProviders is { } known ? known : [];
            Identity[] all = [.. others.Select(id => Resources.Provider.MakeIdentity(id)), provider];
            values.Set(Resources.Application.GetField("backchannel_providers"), all);
        }
        else
        {
            values.Set(Resources.Application.GetField("provider"), provider);
        }
    }

    // An application that lost its provider, or never had one.
    private void PlanLink(JobPlan<ApplicationSetup> plan, SetupRequest request, SetupState setup)
    {
        var application = setup.Application!;
        var provider = setup.Provider?.Pk;
        var isLinked = provider is not null && (request.Kind.IsBackchannel
            ? application.BackchannelProviders?.Contains(provider.Value) == true
            : application.Provider == provider);
        if (!isLinked)
        {
            plan.Add(new JobStep(
                $"Give the application '{application}' the {request.Kind.Resource.Title} '{request.ProviderName}'",
                async token =>
                {
                    var values = new FieldValues();
                    SetProvider(values, request.Kind, setup);
                    setup.Application = (Application)await client.Of(Resources.Application).Writer
                        .SetAsync(Resources.Application.MakeIdentity(application), values, token);
                })
            {
                UndoAsync = token => RestoreAsync(application, ["provider", "backchannel_providers"], token),
            });
        }
    }

    // What was typed, and is another value there.
    private void PlanChange(
        JobPlan<ApplicationSetup> plan, SetupRequest request, SetupState setup, AuthentikObject existing, FieldValues different)
    {
        if (different.Count == 0)
        {
            return;
        }

        var resource = existing.Resource!;
        if (!request.IsUpdate)
        {
            setup.Differences.Add(
                $"The {resource.Title} '{existing}' has other values for "
                    + string.Join(", ", different.All.Select(value => value.Key.Parameter)));
            plan.Result.AddNotDone($"Change the {resource.Title} '{existing}': {different.Describe()}");
            return;
        }

        var writer = client.Of(resource).Writer;
        writer.Require(different, isNew: false);
        plan.Add(new JobStep(
            $"Change the {resource.Title} '{existing}': {different.Describe()}",
            async token => setup.Take(await writer.SetAsync(resource.MakeIdentity(existing), different, token)))
        {
            UndoAsync = token => RestoreAsync(existing, different.All.Select(value => value.Key.Name), token),
        });
    }

    private void WarnAboutDifferences(JobPlan<ApplicationSetup> plan, SetupState setup)
    {
        if (setup.Differences.Count > 0)
        {
            client.Log.Warning(
                $"{string.Join(". ", setup.Differences)}. This wasn't changed for the application '{plan.Result}'. "
                    + "Use -Update to change it, or the Set commands.");
        }
    }

    private async Task RestoreAsync(AuthentikObject before, IEnumerable<string> fields, CancellationToken cancellation)
    {
        var resource = before.Resource!;
        var values = CopiedValues.Take(before, resource.Fields.Where(field => fields.Contains(field.Name) && before.Has(field.Name)));
        await client.Of(resource).Writer.SetAsync(resource.MakeIdentity(before), values, cancellation);
    }
}
