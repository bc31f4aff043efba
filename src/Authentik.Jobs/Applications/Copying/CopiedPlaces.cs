using Authentik.Sessions;

namespace Authentik.Jobs;

/// <summary>Where a copy is: what it can't have in common with its template, and what it has in common all the same.</summary>
internal static class CopiedPlaces
{
    /// <summary>Refuses a copy that an outpost couldn't tell from the template.</summary>
    /// <exception cref="InputException">It needs a value of its own.</exception>
    public static void Require(ApplicationTemplate template, SetupRequest request)
    {
        var (field, parameter) = template.Provider switch
        {
            ProxyProvider => ("external_host", "-ExternalHost"),
            LdapProvider => ("base_dn", "-BaseDn"),
            _ => (null, null),
        };
        if (field is not null && (!request.Provider.Has(field) || Equals(request.Provider.Get(field), template.Provider.ValueOf(field))))
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"A copy of the application '{template.Application}' needs a value of its own for {parameter}, because an outpost tells "
                    + $"providers apart by it. Nothing was created. Specify {parameter}, or a column for it.",
                parameter);
        }
    }

    /// <summary>The field of the provider that says where the application is, if the copy has that of the template.</summary>
    public static (string Field, string Name, string Parameter)? FindShared(ApplicationTemplate template, SetupRequest request)
    {
        (string Field, string, string)? place = template.Provider switch
        {
            OAuth2Provider { RedirectUris.Count: > 0 } => ("redirect_uris", "redirect URIs", "-RedirectUri"),
            SamlProvider => ("acs_url", "ACS URL", "-AcsUrl"),
            RadiusProvider => ("client_networks", "client networks", "-Setting @{ ClientNetworks = … }"),
            _ => null,
        };
        return place is { } found && !request.Provider.Has(found.Field) ? found : null;
    }

    /// <summary>Warns about what the copy has in common with the template although it's another application.</summary>
    public static void TellShared(ApplicationTemplate template, SetupRequest request, ICallLog log)
    {
        if (FindShared(template, request) is var (_, name, parameter))
        {
            log.Warning($"The copy '{request.Slug}' has the {name} of '{template.Application.Slug}'. Specify its own with {parameter}.");
        }

        if (template.Application.BackchannelProvidersObj is { Count: > 0 } others)
        {
            log.Warning(
                $"The providers that work in the background of '{template.Application.Slug}' aren't copied, because two of them would "
                    + $"write to the same place: {string.Join(", ", others.Select(one => $"'{one.Name}'"))}.");
        }
    }
}
