using System.ComponentModel;
using System.Diagnostics;

namespace Authentik.Commands;

/// <summary>The browser of this machine.</summary>
internal static class Browser
{
    /// <summary>Opens a web address; false where there is no browser.</summary>
    public static bool TryOpen(Uri address)
    {
        try
        {
            using var started = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
            return true;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
