namespace Authentik.PowerShell.Tests;

/// <summary>
/// An empty home for one PowerShell, so that nothing installed or configured on this machine changes what a test sees.
/// What PowerShell adds to the module path at its start is removed by Invoke-PesterFile.ps1.
/// </summary>
internal sealed class IsolatedHome : IDisposable
{
    // What people set for themselves, and what a test must not see. The address of a test server is the one thing that is asked for.
    private static readonly string[] Unwanted =
    [
        "AUTHENTIK_URL", "AUTHENTIK_TOKEN", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "LC_ALL", "LC_CTYPE", "LANGUAGE", "TZ",
        "PSModuleAnalysisCachePath", "PSExecutionPolicyPreference", "__PSDisableModuleAnalysisCacheCleanup",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("authentik-tests-");

    /// <summary>The variables to set; null for those to remove.</summary>
    public IReadOnlyDictionary<string, string?> Environment
    {
        get
        {
            var variables = new Dictionary<string, string?>
            {
                ["HOME"] = folder.FullName,
                ["USERPROFILE"] = folder.FullName,
                ["APPDATA"] = CreateFolder("AppData/Roaming"),
                ["LOCALAPPDATA"] = CreateFolder("AppData/Local"),
                ["XDG_CONFIG_HOME"] = CreateFolder(".config"),
                ["XDG_DATA_HOME"] = CreateFolder(".local/share"),
                ["XDG_CACHE_HOME"] = CreateFolder(".cache"),
                ["PSModulePath"] = string.Empty,
                ["AUTHENTIK_TEST_MODULES"] = Path.Combine(AppContext.BaseDirectory, "modules"),
                ["AUTHENTIK_TEST_SECRETMANAGEMENT"] = PowerShellHost.SecretManagement,
                ["LANG"] = "en_US.UTF-8",
                ["NO_COLOR"] = "1",
                ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
                ["POWERSHELL_UPDATECHECK"] = "Off",
                ["DOTNET_NOLOGO"] = "1",
            };
            foreach (var name in Unwanted)
            {
                variables[name] = variables[name.ToLowerInvariant()] = null;
            }

            return variables;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    // .NET gives no path for a special folder that doesn't exist, and what asks for it then writes where it was started.
    private string CreateFolder(string path) =>
        folder.CreateSubdirectory(path.Replace('/', Path.DirectorySeparatorChar)).FullName;
}
