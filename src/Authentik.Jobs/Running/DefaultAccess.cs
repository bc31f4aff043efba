using System.Text.Json;
using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>Whether an application without bindings lets everybody in. That was so always; newer servers have a flag for it.</summary>
internal static class DefaultAccess
{
    /// <summary>The flag in the settings.</summary>
    public const string Flag = "core_default_app_access";

    private static readonly VersionRange HasFlag = VersionRange.Parse("2026.5..");

    /// <summary>True if it's open on a server. A flag that was never set has its default.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task<bool> ReadAsync(JobClient client, CancellationToken cancellation)
    {
        if (!client.Gate.IsCertain(HasFlag))
        {
            return true;
        }

        using var response = await client.Api.GetAsync(Resources.Setting.Path, [], cancellation);
        return !response.JsonObject.TryGetProperty("flags", out var flags) || flags.ValueKind != JsonValueKind.Object
            || !flags.TryGetProperty(Flag, out var flag) || flag.ValueKind != JsonValueKind.False;
    }
}
