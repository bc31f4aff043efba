using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Configuration;

/// <summary>
/// Reads what lists don't contain: the certificates of key pairs, without their private keys, and the permissions of roles. It follows
/// <c>crypto_certificatekeypairs_view_certificate_retrieve</c>.
/// </summary>
internal sealed class UnlistedValues(ApiClient api)
{
    private const string CertificateField = "certificate_data";
    private const string KeyField = "key_data";

    private readonly ConcurrentDictionary<(AuthentikObject Object, string Field), JsonNode> values = [];

    // Set from several threads: 1 after authentik refused a list that it refuses for all roles or for none.
    private int isRefused;

    /// <summary>True if lists don't contain a field.</summary>
    public static bool IsUnlisted(Field field) =>
        field == RolePermissions.Field || field == RoleObjectPermissions.Field || field.Name == CertificateField;

    /// <summary>True if an object says by another field that it has no such secret: some pairs are certificates without a key.</summary>
    public static bool IsAbsent(AuthentikObject one, Field field) =>
        one is CertificateKeyPair { PrivateKeyAvailable: false } && field.Name == KeyField;

    /// <summary>Reads those of all objects. What the caller may not view isn't known.</summary>
    /// <exception cref="ApiException">The server failed, or no response arrived.</exception>
    public Task ReadAsync(IEnumerable<AuthentikObject> objects, SideBySide reads, CancellationToken cancellation) =>
        reads.RunAsync([.. objects.Where(HasUnlisted)], ReadAsync, cancellation);

    /// <summary>The value of a field that lists don't contain; null if it isn't known.</summary>
    public JsonNode? Find(AuthentikObject one, Field field) => values.GetValueOrDefault((one, field.Name))?.DeepClone();

    private static bool HasUnlisted(AuthentikObject one) =>
        one.Resource == Resources.CertificateKeyPair || one.Resource == Resources.Role;

    private Task ReadAsync(AuthentikObject one, CancellationToken cancellation) => one.Resource == Resources.Role
        ? ReadRoleAsync(one, cancellation)
        : ReadAsync(one, CertificateField, () => ReadCertificateAsync(one, cancellation));

    private async Task ReadRoleAsync(AuthentikObject role, CancellationToken cancellation)
    {
        await ReadAsync(role, RolePermissions.Field.Name, () => ReadPermissionsAsync(role, cancellation));
        if (isRefused == 0)
        {
            await ReadAsync(role, RoleObjectPermissions.Field.Name, () => ObjectPermissionReader.ReadAsync(api, role, cancellation));
        }
    }

    // A role that somebody removed meanwhile isn't a valid value of the filter.
    private async Task ReadAsync(AuthentikObject one, string field, Func<Task<JsonNode>> read)
    {
        try
        {
            values[(one, field)] = await read();
        }
        catch (ApiException refused) when (refused.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotFound or ApiErrorKind.Validation)
        {
            Tell(one, field, refused);
        }
    }

    private void Tell(AuthentikObject one, string field, ApiException refused)
    {
        if (field != RoleObjectPermissions.Field.Name || refused.Kind != ApiErrorKind.Forbidden)
        {
            api.Call.Log.Warning($"{field} of the {one.DescribeKind()} '{one}' isn't part of the configuration. {refused.Message}");
        }
        else if (Interlocked.Exchange(ref isRefused, 1) == 0)
        {
            api.Call.Log.Warning($"Permissions of roles for single objects aren't part of the configuration. {refused.Message}");
        }
    }

    private async Task<JsonNode> ReadCertificateAsync(AuthentikObject pair, CancellationToken cancellation)
    {
        var path = ListPaths.AddKey(pair.Resource!.Path, IdentityIds.Write(pair.FindId(pair.Resource)!));
        using var response = await api.GetAsync($"{path}view_certificate/", [], cancellation);
        return JsonValue.Create(response.Json.GetProperty("data").GetString() ?? string.Empty);
    }

    private async Task<JsonNode> ReadPermissionsAsync(AuthentikObject role, CancellationToken cancellation)
    {
        var names = await RolePermissions.ReadAsync(api, "role", Resources.Role.MakeIdentity(role), cancellation);
        return new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
    }
}
