namespace Authentik.Jobs;

/// <summary>Finds the provider that an application has already, or that was left over.</summary>
internal sealed class ExistingProvider(JobClient client)
{
    /// <summary>The provider of the application, or one with the name that no application uses; null if there is none.</summary>
    /// <exception cref="InputException">The application has another provider, or the name belongs to another one.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<Provider?> FindAsync(SetupRequest request, Application? application, CancellationToken cancellation)
    {
        if (application is { ProviderObj: { } own } && !request.Kind.IsBackchannel)
        {
            return ProviderKind.Find(own) == request.Kind ? own : throw Refuse(
                $"The application '{application}' exists already, and its provider '{own}' is {Articles.AddTo(Describe(own))}, not "
                    + $"{Articles.AddTo(request.Kind.Resource.Title)}. Nothing was changed. Specify another -Slug.",
                request.Slug);
        }

        if (await client.FindAsync<Provider>(Resources.Provider, request.ProviderName, cancellation) is not { } found)
        {
            return null;
        }

        // Within an application, servers describe it as a provider of the background, without its kind.
        if (request.Kind.IsBackchannel && application?.BackchannelProviders?.Contains(found.Pk!.Value) == true
            && request.Kind == ProviderKind.Find(found))
        {
            return found;
        }

        var user = found.AssignedApplicationName ?? found.AssignedBackchannelApplicationName;
        return user is null && request.Kind == ProviderKind.Find(found) ? found : throw Refuse(
            $"The provider '{found}' exists already: it's {Articles.AddTo(Describe(found))}"
                + (user is null ? ". " : $", and belongs to the application '{user}'. ")
                + "Names of providers are unique, so nothing was changed. Specify another with -ProviderName.",
            request.ProviderName);
    }

    private static string Describe(Provider provider) =>
        ProviderKind.Find(provider)?.Resource.Title ?? provider.VerboseName ?? provider.DescribeKind();

    private static InputException Refuse(string message, string target) => new(InputProblem.InvalidValue, message, target);
}
