using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>All that is copied of an application.</summary>
/// <param name="Application">The application.</param>
/// <param name="Provider">Its provider, with all that its kind has.</param>
/// <param name="Bindings">What is bound to it, in order.</param>
/// <param name="Entitlements">Its entitlements, each with what is bound to it.</param>
/// <param name="Outposts">The outposts that serve the provider.</param>
internal sealed record ApplicationTemplate(
    Application Application,
    Provider Provider,
    IReadOnlyList<PolicyBinding> Bindings,
    IReadOnlyList<(ApplicationEntitlement Entitlement, IReadOnlyList<PolicyBinding> Bindings)> Entitlements,
    IReadOnlyList<Outpost> Outposts)
{
    /// <summary>The kind of the provider.</summary>
    public ProviderKind Kind { get; } = ProviderKind.Get(Provider);

    /// <summary>Reads an application with all that belongs to it.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name, or it has no provider.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task<ApplicationTemplate> ReadAsync(JobClient client, Identity identity, CancellationToken cancellation)
    {
        var application = (Application)await client.Of(Resources.Application).Reader.FindAsync(identity, cancellation);
        if (application.ProviderObj is not { } listed)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The application '{application}' has no provider that users sign in with, so there is nothing to copy. "
                    + "New-AuthentikApplication creates a link, with this application as its input.",
                application.Slug);
        }

        var kind = ProviderKind.Get(listed);
        var provider = (Provider)(await new StoredValues(client).ReadAsync(kind.Resource, listed.Pk!, cancellation)).Object;
        var subjects = new AllowedSubjects(client);
        return new ApplicationTemplate(
            application,
            provider,
            await subjects.ListAsync(application, cancellation),
            await ReadEntitlementsAsync(client, subjects, application, cancellation),
            kind.OutpostType is null ? [] : await new ServingOutposts(client).ListAsync(provider, cancellation));
    }

    private static async Task<IReadOnlyList<(ApplicationEntitlement, IReadOnlyList<PolicyBinding>)>> ReadEntitlementsAsync(
        JobClient client, AllowedSubjects subjects, Application application, CancellationToken cancellation)
    {
        var found = new List<(ApplicationEntitlement, IReadOnlyList<PolicyBinding>)>();
        if (!client.Gate.IsCertain(Resources.ApplicationEntitlement.Versions))
        {
            return found;
        }

        var all = await client.ReadAllAsync<ApplicationEntitlement>(
            Resources.ApplicationEntitlement,
            new Dictionary<string, object?> { ["app"] = Resources.Application.MakeIdentity(application) },
            cancellation);
        foreach (var one in all.Where(one => one.App == application.Pk))
        {
            found.Add((one, await subjects.ListAsync(one, cancellation)));
        }

        return found;
    }
}
