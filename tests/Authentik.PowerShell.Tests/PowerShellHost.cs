using System.Diagnostics;

namespace Authentik.PowerShell.Tests;

/// <summary>
/// The PowerShell that the Pester files run in: the one that the tool manifest pins, or the one that the environment names.
/// </summary>
internal static class PowerShellHost
{
    /// <summary>Path of another PowerShell's executable, for versions that the manifest doesn't pin.</summary>
    public const string Variable = "AUTHENTIK_TEST_POWERSHELL";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly Lazy<IReadOnlyList<string>> Command = new(FindCommand);

    /// <summary>
    /// Runs a script in a PowerShell that sees nothing of this machine: an empty home, and only the modules that come with it or
    /// the tests.
    /// </summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunIsolatedAsync(
        IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var home = new IsolatedHome();
        var environment = new Dictionary<string, string?>(home.Variables)
        {
            ["AUTHENTIK_TEST_MODULES"] = Path.Combine(AppContext.BaseDirectory, "modules"),
            ["AUTHENTIK_TEST_SECRETMANAGEMENT"] = SecretManagement.Folder,
            ["NO_COLOR"] = "1",
            ["DOTNET_NOLOGO"] = "1",
        };
        return await RunAsync([.. Command.Value, .. arguments], environment, cancellation);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            // A variable without a value is removed.
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"'{string.Join(' ', command)}' did not end within {Patience.TotalMinutes} minutes.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    // The tool is asked once where it lies and then started there: the tool's own way in costs a second .NET host for each file.
    private static IReadOnlyList<string> FindCommand()
    {
        string[] options = ["-NoProfile", "-NonInteractive", "-NoLogo"];
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? [named, .. options]
                : throw new FileNotFoundException(
                    $"{Variable} names '{named}', which isn't a file. Set it to the path of a pwsh executable.");
        }

        return [DotNet, Path.Combine(FindHome(), "pwsh.dll"), .. options];
    }

    private static string FindHome()
    {
        var command = new[] { DotNet, "tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-Command", "$PSHOME" };
        var environment = new Dictionary<string, string?> { ["NO_COLOR"] = "1" };
        var (code, output, error) = RunAsync(command, environment, CancellationToken.None).GetAwaiter().GetResult();
        return code == 0
            ? output.Trim()
            : throw new InvalidOperationException(
                $"PowerShell didn't start. Run 'dotnet tool restore' in {Repository.Root}.\n{output}{error}");
    }

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
