namespace Authentik.Jobs.Findings;

/// <summary>Addresses of other systems, which are to be encrypted.</summary>
internal static class WebAddress
{
    /// <summary>True for an address without encryption that isn't on the same computer.</summary>
    public static bool IsExposed(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http", IsLoopback: false };

    /// <summary>The same address with encryption.</summary>
    public static string Secure(string url) => "https" + url["http".Length..];
}
