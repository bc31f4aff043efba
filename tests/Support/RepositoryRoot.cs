namespace Authentik.Tests.Support;

/// <summary>The folder that holds the manifest by hand.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder; null where the tests run outside the repository.</summary>
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
