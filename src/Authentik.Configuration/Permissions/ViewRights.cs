using Authentik.Book;
using Authentik.Http;

namespace Authentik.Configuration;

/// <summary>
/// Which lists have all objects of their kind. Who may view only single objects gets a list of these, and authentik doesn't say that there
/// are others.
/// </summary>
/// <param name="isSuperuser">True for a caller who may view everything.</param>
/// <param name="permissions">The caller's permissions for all objects, as far as they are known.</param>
internal sealed class ViewRights(bool isSuperuser, IReadOnlySet<string> permissions)
{
    /// <summary>Reads the rights of the caller.</summary>
    /// <exception cref="ApiException">The server failed, or no response arrived.</exception>
    public static async Task<ViewRights> ReadAsync(ApiClient api, CancellationToken cancellation) => api.Session.IsSuperuser
        ? new ViewRights(isSuperuser: true, new HashSet<string>())
        : new ViewRights(isSuperuser: false, await new OwnPermissions(api).ReadAsync(cancellation));

    /// <summary>What can be missing in the list of a kind; null if it has all objects.</summary>
    public ConfigurationGap? FindGap(Resource kind) => isSuperuser || FindReason(kind) is not { } reason
        ? null
        : new ConfigurationGap(kind.Noun, null, reason) { IsPartial = true };

    private string? FindReason(Resource kind) => kind switch
    {
        { IsSuperuserList: true } => $"Only superusers get the list of all {kind.Plural}.",
        { IsSingle: true } => null,
        _ when permissions.Count == 0 => "None of your roles is known to have permissions for all objects.",
        { ModelName: { } model } when permissions.Contains(NamePermission(model)) => null,
        { ModelName: { } model } => $"None of your roles is known to have {NamePermission(model)} for all objects.",
        _ => $"Nobody can tell if you may view all {kind.Plural}.",
    };

    private static string NamePermission(string model) => model.Replace(".", ".view_", StringComparison.Ordinal);
}
