using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Compares an application that is there already with the copy that was asked for. Another application that only has the slug must not be
/// taken for the copy: its secret would be handed out.
/// </summary>
internal sealed class CopyComparison(JobClient client, ApplicationTemplate template, SetupRequest request)
{
    private readonly StoredValues stored = new(client);

    /// <summary>What is different, in a few words each; nothing for a copy.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(
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
