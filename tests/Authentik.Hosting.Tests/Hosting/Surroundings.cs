using System.Management.Automation;

namespace Authentik.Hosting.Tests;

/// <summary>Keeps what somebody's machine has out of the tests: their home, their configuration, their modules.</summary>
internal static class Surroundings
{
    private static readonly Lazy<IsolatedHome> Home = new(Enter);

    /// <summary>The modules that the PowerShell of this process brings.</summary>
    private static string OwnModules => Path.Combine(Path.GetDirectoryName(typeof(PowerShell).Assembly.Location)!, "Modules");

    /// <summary>Before anything of PowerShell is used, because it looks at the environment once.</summary>
    public static void Prepare() => _ = Home.Value;

    /// <summary>After a runspace was opened, because each one adds folders of the machine.</summary>
    public static void RestrictModulePath() => Environment.SetEnvironmentVariable("PSModulePath", OwnModules);

    private static IsolatedHome Enter()
    {
        var home = new IsolatedHome();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Dispose();
        foreach (var (name, value) in home.Variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        return home;
    }
}
