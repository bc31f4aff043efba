namespace Authentik.PowerShell.Tests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the manifest by hand.</summary>
    public static string Root { get; } = Find();

    /// <summary>The module as it was laid out by the build.</summary>
    public static string Module => Path.Combine(Root, "out", "Authentik");

    /// <summary>The Pester files.</summary>
    public static string Pester => Path.Combine(Root, "tests", "Pester");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Authentik.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("These tests run inside the repository.");
    }
}
