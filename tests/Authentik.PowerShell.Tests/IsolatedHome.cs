namespace Authentik.PowerShell.Tests;

/// <summary>
/// An empty home for one PowerShell, so that nothing installed or configured on this machine changes what a test sees.
/// What PowerShell adds to the module path at its start is removed by Invoke-PesterFile.ps1.
/// </summary>
internal sealed class IsolatedHome : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("authentik-tests-");

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["HOME"] = folder.FullName,
        ["USERPROFILE"] = folder.FullName,
        ["APPDATA"] = Inside("AppData/Roaming"),
        ["LOCALAPPDATA"] = Inside("AppData/Local"),
        ["XDG_CONFIG_HOME"] = Inside(".config"),
        ["XDG_DATA_HOME"] = Inside(".local/share"),
        ["XDG_CACHE_HOME"] = Inside(".cache"),
        ["PSModulePath"] = string.Empty,
        ["AUTHENTIK_TEST_MODULES"] = Path.Combine(AppContext.BaseDirectory, "modules"),
        ["AUTHENTIK_TEST_SECRETMANAGEMENT"] = PowerShellHost.SecretManagement,
        ["NO_COLOR"] = "1",
        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        ["POWERSHELL_UPDATECHECK"] = "Off",
        ["DOTNET_NOLOGO"] = "1",
    };

    public void Dispose() => folder.Delete(recursive: true);

    private string Inside(string path) => Path.Combine(folder.FullName, path.Replace('/', Path.DirectorySeparatorChar));
}
