using System.Management.Automation;

namespace Authentik.Hosting.Tests;

/// <summary>Keeps what somebody's machine has out of the tests: their home, their configuration, their modules.</summary>
internal static class Surroundings
{
    private const string ModulePath = "PSModulePath";

    private static readonly Lazy<DirectoryInfo> Home = new(Enter);

    /// <summary>The modules that the PowerShell of this process brings.</summary>
    private static string OwnModules => Path.Combine(Path.GetDirectoryName(typeof(PowerShell).Assembly.Location)!, "Modules");

    /// <summary>Before anything of PowerShell is used, because it looks at the environment once.</summary>
    public static void Prepare() => _ = Home.Value;

    /// <summary>After a runspace was opened, because each one adds folders of the machine.</summary>
    public static void RestrictModulePath() => Environment.SetEnvironmentVariable(ModulePath, OwnModules);

    private static DirectoryInfo Enter()
    {
        var home = Directory.CreateTempSubdirectory("authentik-hosting-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Delete(recursive: true);
        foreach (var variable in new[] { "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA" })
        {
            Environment.SetEnvironmentVariable(variable, home.FullName);
        }

        foreach (var kind in new[] { "CONFIG", "DATA", "CACHE" })
        {
            Environment.SetEnvironmentVariable($"XDG_{kind}_HOME", Path.Combine(home.FullName, kind));
        }

        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("PSModuleAnalysisCachePath", null);
        Environment.SetEnvironmentVariable(ModulePath, null);
        return home;
    }
}
