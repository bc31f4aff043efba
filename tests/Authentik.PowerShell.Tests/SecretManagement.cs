namespace Authentik.PowerShell.Tests;

/// <summary>The SecretManagement module that this machine has installed, looked for where PowerShell keeps modules.</summary>
internal static class SecretManagement
{
    private const string Name = "Microsoft.PowerShell.SecretManagement";

    /// <summary>Its folder; null where it isn't installed.</summary>
    public static string? Folder { get; } = ListModuleFolders().SelectMany(ListVersions).FirstOrDefault(IsModule);

    private static IEnumerable<string> ListModuleFolders()
    {
        var path = Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty;
        var (product, parents) = OperatingSystem.IsWindows()
            ? (
                "PowerShell",
                new[] { FindFolder(Environment.SpecialFolder.MyDocuments), FindFolder(Environment.SpecialFolder.ProgramFiles) })
            : ("powershell", [Environment.GetEnvironmentVariable("XDG_DATA_HOME") ?? UserData, "/usr/local/share"]);
        return [.. path.Split(Path.PathSeparator), .. parents.Select(parent => Path.Combine(parent, product, "Modules"))];
    }

    private static string UserData => Path.Combine(FindFolder(Environment.SpecialFolder.UserProfile), ".local", "share");

    private static string FindFolder(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder);

    // A module lies in a folder of its version, the newest of which is imported, or in that of its name.
    private static IEnumerable<string> ListVersions(string modules)
    {
        var folder = new DirectoryInfo(Path.Combine(modules, Name));
        return folder.Exists
            ? folder.EnumerateDirectories().Where(version => Version.TryParse(version.Name, out _))
                .OrderByDescending(version => Version.Parse(version.Name)).Append(folder).Select(version => version.FullName)
            : [];
    }

    private static bool IsModule(string folder) => File.Exists(Path.Combine(folder, $"{Name}.psd1"));
}
