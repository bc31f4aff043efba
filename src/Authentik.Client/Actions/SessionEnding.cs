using System.Globalization;
using Authentik.Book;
using Authentik.Http;

namespace Authentik;

/// <summary>The end of all browser sessions of a user at once, which newer servers have.</summary>
internal static class SessionEnding
{
    /// <summary>The operation that does it.</summary>
    public const string Operation = "core_authenticated_sessions_bulk_delete_destroy";

    /// <summary>Ends them with one request; false if it isn't known that the server's version can.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task<bool> TryEndAllAsync(
        ApiClient api, IReadOnlyList<ApiOperation> operations, int user, CancellationToken cancellation)
    {
        var bulk = operations.First(one => one.OperationId == Operation);
        if (!api.Call.Gate.IsCertain(bulk.Versions))
        {
            return false;
        }

        var query = new KeyValuePair<string, string>("user_pks", user.ToString(CultureInfo.InvariantCulture));
        using var response = await api.SendCheckedAsync(new ApiRequest(HttpMethod.Delete, bulk.Path, [query]), cancellation);
        return true;
    }
}
