using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Copies an application with its provider, its bindings and its entitlements under a new name. The server generates ids and secrets of
/// its own for the copy. A copy is made as a whole, or not at all; one that is there already isn't touched.
/// One object plans all copies of a call.
/// </summary>
internal sealed class ApplicationCopying(JobClient client)
{
    // Where the application itself is: each copy is somewhere else.
    private static readonly string[] OwnPlaces = ["provider", "backchannel_providers", "meta_launch_url", "name", "slug"];

    private readonly Dictionary<string, string> planned = new(StringComparer.Ordinal);
    private readonly StoredValues stored = new(client);
    private readonly AllowedSubjects subjects = new(client);
    private readonly ServingOutposts outposts = new(client);
    private readonly ApplicationIcon icons = new(client);

    /// <summary>Plans a copy.</summary>
    /// <param name="template">What is copied.</param>
    /// <param name="request">What is different in the copy; the name at least.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A value isn't valid, one is missing, or a name belongs to something else.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ApplicationCopy>> PlanAsync(
        ApplicationTemplate template, SetupRequest request, CancellationToken cancellation)
    {
        client.Of(Resources.Application).Writer.Derive(request.Application);
        RequireSlug(request);
        var plan = await PlanOneAsync(template, request, cancellation);
        planned[request.Slug] = request.Name;
        return plan;
    }

    // A second copy with a slug would be taken for the first one.
    private void RequireSlug(SetupRequest request)
    {
        if (request.Application.Get("slug") is not string slug)
        {
            throw Refuse($"A slug can't be made of the name '{request.Name}'. Nothing was created. Specify -Slug.", request.Name);
        }

        if (planned.TryGetValue(slug, out var first))
        {
            throw Refuse(
                $"The copies '{first}' and '{request.Name}' have the same slug, '{slug}'. The second one wasn't made. Specify another slug "
                    + "for it, with -Slug or a column for it.",
                slug);
        }
    }

    private async Task<JobPlan<ApplicationCopy>> PlanOneAsync(
        ApplicationTemplate template, SetupRequest request, CancellationToken cancellation)
    {
        var (setup, plan) = (new SetupState(), CreatePlan(template, request));
        plan.CompleteAsync = token => new SetupDetails(client).FillAsync(plan.Result, request, setup, token);
        if (await stored.TryReadAsync(Resources.Application, request.Slug, cancellation) is { } existing)
        {
            await new ExistingCopy(client, template, request).TakeAsync(existing, setup, cancellation);
            plan.Result.Subject = setup.Application;
            return plan;
        }

        CopiedPlaces.Require(template, request);
        if (!request.Provider.Has("name"))
        {
            request.Provider.Set(template.Kind.Resource.GetField("name"), request.Name);
        }

        await RequireNewNameAsync(request, cancellation);
        PlanProvider(plan, template, request, setup);
        PlanApplication(plan, template, request, setup);
        PlanBindings(plan, template.Bindings, () => setup.Application!, "it", made => setup.Bindings = [.. setup.Bindings, made]);
        PlanEntitlements(plan, template, setup);
        PlanIcon(plan, template, setup);
        PlanOutposts(plan, template, setup);
        CopiedPlaces.TellShared(template, request, client.Log);
        return plan;
    }

    private static JobPlan<ApplicationCopy> CreatePlan(ApplicationTemplate template, SetupRequest request) => new(
        $"Application '{request.Name}'",
        new ApplicationCopy
        {
            Name = request.Name,
            Slug = request.Slug,
            Kind = template.Kind.Resource.Kind!,
            Template = template.Application.Slug!,
            TemplateProvider = template.Provider.Name,
            Entitlements = [.. template.Entitlements.Select(one => one.Entitlement.Name!)],
        }) { IsAllOrNothing = true, Success = JobStatus.Created };

    private async Task RequireNewNameAsync(SetupRequest request, CancellationToken cancellation)
    {
        if (await client.FindAsync<Provider>(Resources.Provider, request.ProviderName, cancellation) is { } found)
        {
            throw Refuse(
                $"A provider '{found}' exists already, and names of providers are unique. Nothing was created. Specify another with "
                    + "-ProviderName.",
                request.ProviderName);
        }
    }

    private void PlanProvider(
        JobPlan<ApplicationCopy> plan, ApplicationTemplate template, SetupRequest request, SetupState setup)
    {
        var (resource, values) = (template.Kind.Resource, Merge(template.Kind.Resource, template.Provider, request.Provider, ["name"]));
        var writer = client.Of(resource).Writer;
        writer.Derive(values);
        writer.Require(values, isNew: true);
        plan.Add(new JobStep(
            $"Create the {resource.Title} '{request.ProviderName}' as '{template.Provider}' is{DescribeOwn(request.Provider)}",
            async token => setup.Provider = (Provider)await writer.NewAsync(values, token))
        {
            UndoAsync = token => client.RemoveCreatedAsync(
                setup.Provider, () => client.FindAsync<AuthentikObject>(resource, request.ProviderName, token), token),
        });
    }

    private void PlanApplication(
        JobPlan<ApplicationCopy> plan, ApplicationTemplate template, SetupRequest request, SetupState setup)
    {
        var values = Merge(Resources.Application, template.Application, request.Application, OwnPlaces);
        var writer = client.Of(Resources.Application).Writer;
        writer.Require(values, isNew: true);
        plan.Add(new JobStep(
            $"Create the application '{request.Name}' as '{template.Application.Slug}' is{DescribeOwn(request.Application)}",
            async token =>
            {
                values.Set(Resources.Application.GetField("provider"), Resources.Provider.MakeIdentity(setup.Provider!));
                setup.Application = (Application)await writer.NewAsync(values, token);
                plan.Result.Subject = setup.Application;
            })
        {
            // Its bindings and entitlements are deleted with it.
            UndoAsync = token => client.RemoveCreatedAsync(
                setup.Application,
                async () => (await stored.TryReadAsync(Resources.Application, request.Slug, token))?.Object,
                token),
        });
    }

    // What was specified, and of the template what New accepts and what needn't be unique or secret.
    private FieldValues Merge(Resource resource, AuthentikObject source, FieldValues own, IReadOnlyList<string> omitted)
    {
        var values = CopiedValues.TakeForNew(
            source, resource, client.Gate, field => !field.IsSecret && !omitted.Contains(field.Name) && !own.Has(field.Name));
        foreach (var (field, value) in own.All)
        {
            values.Set(field, value);
        }

        return values;
    }

    private static string DescribeOwn(FieldValues values) =>
        values.Where(field => field.Name != "name") is { Count: > 0 } own ? $", with {own.Describe()}" : string.Empty;

    private void PlanBindings(
        JobPlan<ApplicationCopy> plan,
        IReadOnlyList<PolicyBinding> bindings,
        Func<AuthentikObject> target,
        string name,
        Action<PolicyBinding> keep)
    {
        foreach (var binding in bindings)
        {
            var values = CopiedValues.TakeBinding(binding);
            plan.Add($"Bind {AllowedSubjects.Describe(binding)} to {name}", async token =>
            {
                values.Set(Resources.PolicyBinding.GetField("target"), new AnyIdentity(target()));
                var made = (PolicyBinding)await client.Of(Resources.PolicyBinding).Writer.NewAsync(values, token);
                made.TakeReferred(binding);
                keep(made);
            });
        }
    }

    private void PlanEntitlements(JobPlan<ApplicationCopy> plan, ApplicationTemplate template, SetupState setup)
    {
        foreach (var (entitlement, bindings) in template.Entitlements)
        {
            ApplicationEntitlement? copy = null;
            plan.Add($"Create the entitlement '{entitlement.Name}'", async token => copy = await client.CreateAsync<ApplicationEntitlement>(
                Resources.ApplicationEntitlement,
                new Dictionary<string, object?>
                {
                    ["name"] = entitlement.Name,
                    ["app"] = Resources.Application.MakeIdentity(setup.Application!),
                    ["attributes"] = entitlement.Attributes,
                },
                token));
            PlanBindings(plan, bindings, () => copy!, $"the entitlement '{entitlement.Name}'", _ => { });
        }
    }

    // From 2025.12 on, the icon is a field. Before, one that was uploaded belongs to its application.
    private void PlanIcon(JobPlan<ApplicationCopy> plan, ApplicationTemplate template, SetupState setup)
    {
        var field = Resources.Application.GetField("meta_icon");
        if (!client.Gate.IsPossible(field.Writable) && template.Application.MetaIcon is { Length: > 0 } icon)
        {
            if (ApplicationIcon.IsUrl(icon))
            {
                plan.Add("Set the icon", token => icons.SetAsync(setup.Application!, icon, token));
            }
            else
            {
                client.Log.Warning(
                    $"The icon of '{template.Application.Slug}' is a file, which authentik {client.Session.ServerVersion} doesn't give "
                        + $"away. Set one for '{plan.Result}' with Set-AuthentikApplicationIcon.");
            }
        }
    }

    private void PlanOutposts(JobPlan<ApplicationCopy> plan, ApplicationTemplate template, SetupState setup)
    {
        foreach (var outpost in template.Outposts)
        {
            plan.Add($"Let the outpost '{outpost}' serve it", async token =>
            {
                await outposts.ChangeAsync(outpost, setup.Provider!, isAdded: true, token);
                setup.Serving = [.. setup.Serving, outpost];
            });
        }
    }

    private static InputException Refuse(string message, string target) => new(InputProblem.InvalidValue, message, target);
}
