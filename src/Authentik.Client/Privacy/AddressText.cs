namespace Authentik;

/// <summary>Addresses as people typed them, for messages.</summary>
internal static class AddressText
{
    /// <summary>
    /// The address without a name and password before its host; also of a string that isn't an address, because it may be a mistyped one.
    /// </summary>
    public static string WithoutUser(string address)
    {
        var host = address.LastIndexOf('@') + 1;
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        return host == 0 ? address : (scheme >= 0 && scheme < host ? address[..(scheme + 3)] : string.Empty) + address[host..];
    }
}
