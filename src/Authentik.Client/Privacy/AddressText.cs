namespace Authentik;

/// <summary>Addresses as people typed them, for messages.</summary>
internal static class AddressText
{
    /// <summary>
    /// Removes a user name and password before the host, also from a string that isn't a valid address, because it can be a mistyped one.
    /// </summary>
    public static string RemoveUser(string address)
    {
        var host = address.LastIndexOf('@') + 1;
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        return host == 0 ? address : (scheme >= 0 && scheme < host ? address[..(scheme + 3)] : string.Empty) + address[host..];
    }
}
