using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Compares an application that is there already with the copy that was asked for. Another application that only has the slug must not be
/// taken for the copy: its secret would be handed out.
/// </summary>
internal sealed class ExistingCopy(JobClient client, ApplicationTemplate template, SetupRequest request)
{
    private readonly StoredValues stored = new(client);
    private readonly AllowedSubjects subjects = new(client);
    private readonly ServingOutposts outposts = new(client);

    /// <summary>Takes an application with all that belongs to it as the copy.</summary>
    /// <exception cref="InputException">It's another application.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task TakeAsync(StoredObject existing, SetupState setup, CancellationToken cancellation)
    {
        var application = (Application)existing.Object;
        if (application.Pk == template.Application.Pk)
        {
            throw Refuse(
                $"The application '{application.Slug}' can't be copied to its own slug. Nothing was changed. Specify another -Slug.");
        }

        if (application.ProviderObj is not { } own || ProviderKind.Find(own) != template.Kind)
        {
            throw RefuseOther([application.ProviderObj is null ? "it has no provider" : "its provider is of another kind"]);
        }

        var provider = await stored.ReadAsync(template.Kind.Resource, own.Pk!, cancellation);
        var bindings = await subjects.ListAsync(application, cancellation);
        if (await CompareAsync(existing, provider, bindings, cancellation) is { Count: > 0 } differences)
        {
            throw RefuseOther(differences);
        }

        (setup.Application, setup.Provider, setup.Bindings) = (application, (Provider)provider.Object, bindings);
        setup.Serving = template.Kind.OutpostType is null ? [] : await outposts.ListAsync(setup.Provider, cancellation);
    }

    private InputException RefuseOther(IEnumerable<string> differences) => Refuse(
        $"The application '{request.Slug}' exists already, and it isn't a copy of '{template.Application.Slug}' as specified: "
            + $"{string.Join("; ", differences)}. Nothing was changed. Specify another -Slug.");

    private InputException Refuse(string message) => new(InputProblem.InvalidValue, message, request.Slug);

    private async Task<IReadOnlyList<string>> CompareAsync(
        StoredObject application, StoredObject provider, IReadOnlyList<PolicyBinding> bindings, CancellationToken cancellation) =>
    [
        .. Describe("it", await stored.FindDifferentAsync(application, request.Application, cancellation)),
        .. Describe("its provider", await stored.FindDifferentAsync(provider, ListWanted(), cancellation)),
        .. FindOthers(template.Bindings, bindings).Select(one => $"{AllowedSubjects.Describe(one)} isn't bound to it"),
        .. FindOthers(bindings, template.Bindings).Select(one => $"{AllowedSubjects.Describe(one)} is bound to it"),
    ];

    // Where the application is, a copy has in common with its template unless something else was specified.
    private FieldValues ListWanted()
    {
        var wanted = new FieldValues();
        if (CopiedPlaces.FindShared(template, request) is { } place)
        {
            wanted = CopiedValues.Take(template.Provider, [template.Kind.Resource.GetField(place.Field)]);
        }

        foreach (var (field, value) in request.Provider.All)
        {
            wanted.Set(field, value);
        }

        return wanted;
    }

    private static IEnumerable<string> Describe(string whose, FieldValues different) => different.Count == 0
        ? []
        : [$"{whose} has other values for {string.Join(", ", different.All.Select(value => value.Key.Parameter))}"];

    private static IEnumerable<PolicyBinding> FindOthers(IEnumerable<PolicyBinding> some, IEnumerable<PolicyBinding> others)
    {
        var known = others.Select(GetKey).ToHashSet();
        return some.Where(one => !known.Contains(GetKey(one)));
    }

    private static object GetKey(PolicyBinding one) => (one.Policy, one.Group, one.User, one.Negate == true, one.Enabled != false);
}
