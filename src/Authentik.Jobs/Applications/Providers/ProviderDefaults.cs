using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Adds to the values of a new provider what authentik's interface preselects. Through the API, most providers get neither mappings nor a
/// signing key by themselves: an application would learn nothing about its users.
/// </summary>
internal sealed class ProviderDefaults(JobClient client)
{
    private const string AuthorizationFlow = "authorization_flow";
    private const string InvalidationFlow = "invalidation_flow";

    // Every installation creates it, so it's the only choice of most.
    private const string FirstCertificate = "authentik Self-signed Certificate";

    private readonly Dictionary<string, IReadOnlyList<Identity>> mappings = new(StringComparer.Ordinal);
    private IReadOnlyList<CertificateKeyPair>? keys;
    private CurrentBrand? brand;

    /// <summary>Adds the values that weren't specified.</summary>
    /// <exception cref="InputException">Nothing can be chosen, so that it must be specified.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task FillAsync(ProviderKind kind, FieldValues values, CancellationToken cancellation)
    {
        foreach (var (name, value) in kind.Preset.Where(preset => !values.Has(preset.Key)))
        {
            values.Set(kind.Resource.GetField(name), value);
        }

        await FillFlowsAsync(kind, values, cancellation);
        foreach (var preset in kind.Mappings.Where(preset => !values.Has(preset.Field)))
        {
            values.Set(kind.Resource.GetField(preset.Field), await FindMappingsAsync(preset, cancellation));
        }

        if (kind.KeyField is { } field && !values.Has(field))
        {
            await FillKeyAsync(kind.Resource.GetField(field), values, cancellation);
        }
    }

    private async Task FillFlowsAsync(ProviderKind kind, FieldValues values, CancellationToken cancellation)
    {
        if (kind.AuthorizationFlow is not { } slug)
        {
            return;
        }

        var own = kind.UsesFlowsOfBrand ? await FindBrandAsync(cancellation) : null;
        SetFlow(AuthorizationFlow, Choose(own?.FlowAuthentication, slug));
        if (own?.FlowInvalidation is { Length: > 0 } unbind
            && kind.Resource.TryFindField(InvalidationFlow, out var field) && client.Gate.IsPossible(field.Versions))
        {
            SetFlow(InvalidationFlow, unbind);
        }

        void SetFlow(string name, string flow)
        {
            if (!values.Has(name))
            {
                values.Set(kind.Resource.GetField(name), Resources.Flow.MakeIdentity(flow));
            }
        }
    }

    private static string Choose(string? first, string second) => string.IsNullOrEmpty(first) ? second : first;

    private async Task<CurrentBrand> FindBrandAsync(CancellationToken cancellation) =>
        brand ??= (CurrentBrand)await client.Of(Resources.CurrentBrand).Reader.GetSingleAsync(cancellation);

    private async Task<IReadOnlyList<Identity>> FindMappingsAsync(PresetMappings preset, CancellationToken cancellation)
    {
        if (mappings.TryGetValue(preset.Resource.Noun + preset.Field, out var known))
        {
            return known;
        }

        var all = await client.ReadAllAsync<PropertyMapping>(
            preset.Resource, new Dictionary<string, object?> { ["managed__isnull"] = false }, cancellation);

        // A filter that the server doesn't know returns the whole list.
        var meant = all.Where(one =>
            one.Managed is { Length: > 0 } managed && (preset.Managed.Count == 0 || preset.Managed.Contains(managed)));
        IReadOnlyList<Identity> found = [.. meant.Select(one => preset.Resource.MakeIdentity(one))];
        if (found.Count < Math.Max(1, preset.Managed.Count))
        {
            throw new InputException(
                InputProblem.NotFound,
                $"authentik's own {preset.Resource.Plural} weren't all found on {client.Session.Uri}, so there is nothing to preselect. "
                    + "Nothing was created. Specify the mappings with -PropertyMapping.",
                preset.Resource.Title);
        }

        return mappings[preset.Resource.Noun + preset.Field] = found;
    }

    // With several keys, the interface selects none, and the client secret would sign the tokens. That is rarely meant.
    private async Task FillKeyAsync(Field field, FieldValues values, CancellationToken cancellation)
    {
        keys ??= await client.ReadAllAsync<CertificateKeyPair>(
            Resources.CertificateKeyPair, new Dictionary<string, object?> { ["has_key"] = true }, cancellation);
        var usable = keys.Where(key => key.PrivateKeyAvailable != false).ToList();
        var chosen = usable.Count == 1 ? usable[0] : usable.Find(key => key.Name == FirstCertificate);
        if (chosen is null)
        {
            var names = string.Join(", ", usable.Take(5).Select(key => $"'{key.Name}'"));
            throw new InputException(
                InputProblem.MissingValue,
                usable.Count == 0
                    ? $"{client.Session.Uri} has no certificate with a private key, so nothing can sign. Nothing was created. Create one "
                        + "with New-AuthentikCertificate, and specify it with -SigningKey."
                    : $"{client.Session.Uri} has several certificates with a private key ({names}), and none is called "
                        + $"'{FirstCertificate}'. Nothing was created. Specify one with -SigningKey.",
                field.Parameter);
        }

        values.Set(field, Resources.CertificateKeyPair.MakeIdentity(chosen));
    }
}
