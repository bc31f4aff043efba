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
    private readonly AllowedSubjects allowed = new(client);
    private readonly ServingOutposts outposts = new(client);
    private readonly ApplicationIcon icons = new(client);

    /// <summary>Reads what is there, and plans what is missing.</summary>
    /// <exception cref="InputException">A name or a value isn't valid, or the name belongs to something else.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ApplicationSetup>> PlanAsync(SetupRequest request, CancellationToken cancellation)
    {
        RequireName(request);
        client.Gate.Require(request.Kind.Resource, Operations.New);
        var subjects = await allowed.FindAsync(request.Groups.Concat(request.Users), cancellation);
        var setup = new SetupState { Outpost = await FindOutpostAsync(request, cancellation) };
        var plan = CreatePlan(request);

        var existing = await FindApplicationAsync(request.Slug, cancellation);
        setup.Application = (Application?)existing?.Object;
        setup.Provider = await FindProviderAsync(request, setup.Application, cancellation);
        plan.Success = setup.Application is null || setup.Provider is null ? JobStatus.Created : JobStatus.Changed;
        await PlanProviderAsync(plan, request, setup, cancellation);
        await PlanApplicationAsync(plan, request, setup, existing, cancellation);
        await PlanAccessAsync(plan, request, setup, subjects, cancellation);
        await PlanOutpostAsync(plan, request, setup, cancellation);
        await PlanIconAsync(plan, request, setup, cancellation);
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

    // The provider of the application, or one with the name that no application uses.
    private async Task<Provider?> FindProviderAsync(SetupRequest request, Application? application, CancellationToken cancellation)
    {
        if (application is not null && FindProviderOf(request.Kind, application) is { } own)
        {
            return own;
        }

        if (application is { ProviderObj: { } other } && !request.Kind.IsBackchannel)
        {
            throw Refuse(
                $"The application '{application}' exists already, and its provider '{other}' is {Articles.AddTo(Describe(other))}, not "
                    + $"{Articles.AddTo(request.Kind.Resource.Title)}. Nothing was changed. Specify another -Slug.",
                request.Slug);
        }

        if (await client.FindAsync<Provider>(Resources.Provider, request.ProviderName, cancellation) is not { } found)
        {
            return null;
        }

        var user = found.AssignedApplicationName ?? found.AssignedBackchannelApplicationName;
        return user is null && request.Kind == ProviderKind.Find(found) ? found : throw Refuse(
            $"The provider '{found}' exists already: it's {Articles.AddTo(Describe(found))}"
                + (user is null ? ". " : $", and belongs to the application '{user}'. ")
                + "Names of providers are unique, so nothing was changed. Specify another with -ProviderName.",
            request.ProviderName);
    }

    private static Provider? FindProviderOf(ProviderKind kind, Application application) => kind.IsBackchannel
        ? application.BackchannelProvidersObj?.FirstOrDefault(one => ProviderKind.Find(one) == kind)
        : application.ProviderObj is { } own && ProviderKind.Find(own) == kind ? own : null;

    private static string Describe(Provider provider) =>
        ProviderKind.Find(provider)?.Resource.Title ?? provider.VerboseName ?? provider.DescribeKind();

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
            $"Create the {request.Kind.Resource.Title} '{request.ProviderName}' with {DescribeValues(request.Provider)}",
            async token => setup.Provider = (Provider)await writer.NewAsync(request.Provider, token))
        {
            UndoAsync = token => RemoveAsync(setup.Provider, request.Kind.Resource, request.ProviderName, token),
        });
        setup.IsProviderNew = true;
    }

    private static string DescribeValues(FieldValues values) => values.Where(field => field.Name is not ("name" or "slug")).Describe();

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
            $"Create the application '{request.Name}' with {request.Application.Where(field => field.Name != "name").Describe()}",
            async token =>
            {
                SetProvider(request.Application, request.Kind, setup);
                setup.Application = (Application)await writer.NewAsync(request.Application, token);
                plan.Result.Subject = setup.Application;
            })
        {
            UndoAsync = async token => await RemoveAsync(
                setup.Application ?? (await FindApplicationAsync(request.Slug, token))?.Object, Resources.Application, null, token),
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
            token => writer.SetAsync(resource.MakeIdentity(existing), different, token))
        {
            UndoAsync = token => RestoreAsync(existing, different.All.Select(value => value.Key.Name), token),
        });
    }

    private async Task PlanAccessAsync(
        JobPlan<ApplicationSetup> plan,
        SetupRequest request,
        SetupState setup,
        IReadOnlyList<AuthentikObject> subjects,
        CancellationToken cancellation)
    {
        setup.Bindings = setup.Application is null ? [] : await allowed.ListAsync(setup.Application, cancellation);
        var orders = AllowedSubjects.ListOrders(setup.Bindings).GetEnumerator();
        foreach (var subject in subjects)
        {
            var binding = AllowedSubjects.FindBinding(setup.Bindings, subject);
            if (binding is null)
            {
                orders.MoveNext();
                PlanBinding(plan, setup, subject, orders.Current);
            }
            else if (!AllowedSubjects.LetsIn(binding))
            {
                setup.Differences.Add($"The binding of the {AllowedSubjects.Describe(subject)} is disabled or negated");
                plan.Result.AddNotDone($"Let the {AllowedSubjects.Describe(subject)} in");
            }
        }

        if (subjects.Count == 0 && setup.Bindings.Count == 0 && !request.AllowsEveryone)
        {
            client.Log.Warning(
                $"Nobody is bound to the application '{request.Slug}', so everybody who can sign in can open it. Specify -AllowGroup or "
                    + "-AllowUser, or -AllowEveryone if that is meant.");
        }
    }

    // The bindings of a new application are deleted with it. Removing them before would open it to everyone if that fails.
    private void PlanBinding(JobPlan<ApplicationSetup> plan, SetupState setup, AuthentikObject subject, int order)
    {
        var isNew = setup.IsApplicationNew;
        plan.Add(new JobStep(
            $"Let the {AllowedSubjects.Describe(subject)} in",
            async token =>
            {
                var binding = await allowed.BindAsync(setup.Application!, subject, order, token);
                binding.SetReferred(subject is Group ? "group" : "user", subject);
                setup.Bindings = [.. setup.Bindings, binding];
            })
        {
            UndoAsync = isNew ? null : token => allowed.UnbindAsync(setup.Application!, subject, order, token),
        });
    }

    private async Task<Outpost?> FindOutpostAsync(SetupRequest request, CancellationToken cancellation)
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

    private async Task PlanOutpostAsync(
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
                    + $"Specify an outpost of the type {request.Kind.OutpostType} with -Outpost; New-AuthentikOutpost creates one.");
        }
    }

    private async Task PlanIconAsync(
        JobPlan<ApplicationSetup> plan, SetupRequest request, SetupState setup, CancellationToken cancellation)
    {
        if (request.Icon is not { } icon
            || (setup.Application is { } existing && await ApplicationIcon.HasAsync(existing, icon, cancellation)))
        {
            return;
        }

        if (setup.Application is { MetaIcon.Length: > 0 } other && !request.IsUpdate)
        {
            setup.Differences.Add($"The application '{other}' has another icon");
            plan.Result.AddNotDone("Set the icon");
            return;
        }

        plan.Add(new JobStep("Set the icon", token => icons.SetAsync(setup.Application!, icon, token)));
    }

    private void WarnAboutDifferences(JobPlan<ApplicationSetup> plan, SetupState setup)
    {
        if (setup.Differences.Count > 0)
        {
            client.Log.Warning(
                $"{string.Join(". ", setup.Differences)}. They weren't changed. Use -Update to change the values, or the Set commands. "
                    + $"NotDone of the result lists them for the application '{plan.Result}'.");
        }
    }

    // What exists under a name was created here: it wasn't there when the plan was made.
    private async Task RemoveAsync(AuthentikObject? known, Resource resource, string? name, CancellationToken cancellation)
    {
        var found = known ?? (name is null ? null : await client.FindAsync<AuthentikObject>(resource, name, cancellation));
        if (found is not null)
        {
            await client.RemoveAsync(found, cancellation);
        }
    }

    private async Task RestoreAsync(AuthentikObject before, IEnumerable<string> fields, CancellationToken cancellation)
    {
        var resource = before.Resource!;
        var values = CopiedValues.Take(before, resource.Fields.Where(field => fields.Contains(field.Name) && before.Has(field.Name)));
        await client.Of(resource).Writer.SetAsync(resource.MakeIdentity(before), values, cancellation);
    }

    private static InputException Refuse(string message, string target) => new(InputProblem.InvalidValue, message, target);
}
