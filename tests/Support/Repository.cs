namespace Authentik.Tests.Support;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the manifest by hand.</summary>
    public static string Root => Find()?.FullName ?? throw new DirectoryNotFoundException("These tests run inside the repository.");

    /// <summary>The book.</summary>
    public static string Book => Path.Combine(Root, "api");

    /// <summary>The module as it was laid out by the build.</summary>
    public static string Module => Path.Combine(Root, "out", "Authentik");

    /// <summary>The manifest of that module.</summary>
    public static string Manifest => Path.Combine(Module, "Authentik.psd1");

    /// <summary>The Pester files.</summary>
    public static string Pester => Path.Combine(Root, "tests", "Pester");

    /// <summary>The folder that holds the manifest by hand; null where the tests run outside the repository.</summary>
    public static DirectoryInfo? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Authentik.psd1")))
        {
            folder = folder.Parent;
        }

        return folder;
    }
}
