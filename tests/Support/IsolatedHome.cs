namespace Authentik.Tests.Support;

/// <summary>
/// An empty home for PowerShell, in a process of its own or in that of the tests, so that nothing installed or configured on this machine
/// changes what a test sees. What PowerShell adds to the module path when it starts is removed after its start.
/// </summary>
internal sealed class IsolatedHome : IDisposable
{
    // What people set for themselves, and what a test must not see. The address of a test server is the one thing that is asked for.
    private static readonly string[] Unwanted =
    [
        "AUTHENTIK_URL", "AUTHENTIK_TOKEN", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "LC_ALL", "LC_CTYPE", "LANGUAGE", "TZ",
        "PSModulePath", "PSModuleAnalysisCachePath", "PSExecutionPolicyPreference", "__PSDisableModuleAnalysisCacheCleanup",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("authentik-tests-");

    /// <summary>The variables to set; null for those to remove.</summary>
    public IReadOnlyDictionary<string, string?> Variables
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
                ["LANG"] = "en_US.UTF-8",
                ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
                ["POWERSHELL_UPDATECHECK"] = "Off",
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
