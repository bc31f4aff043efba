using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Http;
using Authentik.Values;

namespace Authentik.Configuration;

/// <summary>
/// Finds permissions for single objects that the kind of the object doesn't have, before anything is sent: authentik fails for them with an
/// internal error. It follows <c>rbac_permissions_list</c>.
/// </summary>
internal sealed partial class PermissionCheck(ApiClient api, ConfigurationGraph wanted, ConfigurationGraph existing)
{
    /// <summary>Those that the steps of a plan write.</summary>
    /// <exception cref="ApiException">The server failed, or no response arrived.</exception>
    public async Task<IReadOnlyList<UnknownPermission>> FindUnknownAsync(ConfigurationPlan plan, CancellationToken cancellation)
    {
        var special = plan.Waves.SelectMany(wave => wave).SelectMany(ListWritten).Where(one => !IsUsual(one)).ToList();
        if (special.Count == 0)
        {
            return [];
        }

        var known = await ReadAsync(cancellation);
        return known is null ? [] :
        [
            .. special.Where(one => !known[one.Kind.ModelName!].Contains(one.Name))
                .Select(one => one with { Meant = NearestName.Find(one.Name, known[one.Kind.ModelName!]) })
                .DistinctBy(one => (one.From.Key, one.Kind, one.Name)),
        ];
    }

    private IEnumerable<UnknownPermission> ListWritten(PlanStep step) =>
        step.Difference is { Wanted: { } one, Action: not ConfigurationAction.Remove } && one.Resource == Resources.Role
            && step.Fields?.Contains(RoleObjectPermissions.Field) != false
            ? from entry in RoleObjectPermissions.ListEntries(one.Values[RoleObjectPermissions.Field.Name])
              let kind = FindKind(entry)
              where kind is not null
              select new UnknownPermission(one, kind, entry[RoleObjectPermissions.PermissionName]!.ToString())
            : [];

    // A reference can name the family alone, as with a provider.
    private Resource? FindKind(JsonObject entry) =>
        ReferenceForm.FindKey(wanted.Book, RoleObjectPermissions.Target, entry[RoleObjectPermissions.Target.Name]) is { } key
            ? (wanted.Find(key) ?? existing.Find(key))?.Resource
            : null;

    private static bool IsUsual(UnknownPermission one) =>
        Verb().Replace(one.Name, ".") == one.Kind.ModelName && Verb().IsMatch(one.Name);

    [GeneratedRegex(@"\.(add|change|delete|view)_", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    // Null if the caller may not view them: the server has the last word.
    private async Task<ILookup<string, string>?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var lister = new ResourceClient(api, Resources.Permission).Lister;
            var all = await lister.ReadAllAsync(new ListQuery(Resources.Permission), cancellation);
            return all.Cast<Permission>().ToLookup(one => $"{one.AppLabel}.{one.Model}", one => $"{one.AppLabel}.{one.Codename}");
        }
        catch (ApiException refused) when (refused.Kind == ApiErrorKind.Forbidden)
        {
            return null;
        }
    }
}

/// <summary>A permission that the objects of a kind don't have.</summary>
/// <param name="From">The role.</param>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Name">The permission, as the files have it.</param>
internal sealed record UnknownPermission(ConfigurationObject From, Resource Kind, string Name)
{
    /// <summary>One of the kind with almost the same name; null if there is none.</summary>
    public string? Meant { get; init; }
}
