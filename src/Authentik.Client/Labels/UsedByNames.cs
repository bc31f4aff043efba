using Authentik.Http;

namespace Authentik.Labels;

/// <summary>
/// Names what uses an object. The server describes an object that has no name by the UUID of another one.
/// </summary>
internal sealed class UsedByNames(ApiClient api, ReferenceNames names)
{
    /// <summary>Replaces the server's text for objects without a name.</summary>
    /// <param name="uses">What uses the object.</param>
    /// <param name="used">The object, if it was read.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    public async Task FillAsync(IReadOnlyCollection<UsedBy> uses, AuthentikObject? used, CancellationToken cancellation)
    {
        if (used is not null)
        {
            names.Add(used);
        }

        foreach (var kind in uses.GroupBy(use => use.Resource?.Label is null ? null : use.Resource))
        {
            if (kind.Key is { } resource && api.Call.Gate.IsCertain(resource.Versions))
            {
                var found = await names.FindAsync([resource.Noun], kind.Select(use => use.Pk), cancellation);
                foreach (var use in kind.Where(use => found.ContainsKey(use.Pk)))
                {
                    use.Describe(ObjectLabel.Find(found[use.Pk]));
                }
            }
        }
    }
}
