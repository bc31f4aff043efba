using System.ComponentModel;
using System.Diagnostics;

namespace Authentik.Tests.Support;

/// <summary>Packages of npm in a temporary folder of their own.</summary>
internal sealed class NodePackages : IDisposable
{
    private static readonly string[] NetworkErrors = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "ETIMEDOUT"];

    private readonly string folder = Directory.CreateTempSubdirectory("packages-").FullName;

    /// <summary>Installs packages, each with its version; returns why they can't be installed here, or null.</summary>
    public async Task<string?> InstallAsync(params string[] packages)
    {
        string[] install =
        [
            "install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline",
            "--fetch-retries", "0",
            .. packages,
        ];
        try
        {
            // On Windows, npm is a script of the shell.
            var (code, output) = OperatingSystem.IsWindows()
                ? await RunAsync("cmd", ["/c", "npm", .. install])
                : await RunAsync("npm", install);
            var missing = NetworkErrors.Any(output.Contains) ? "npm can't reach its registry" : null;
            Assert.True(code == 0 || missing is not null, output);
            return missing;
        }
        catch (Win32Exception)
        {
            return "npm is not installed";
        }
    }

    /// <summary>Writes a file beside the packages, and returns its path.</summary>
    public async Task<string> WriteAsync(string name, string text)
    {
        var file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    /// <summary>Runs a script of a package to its end.</summary>
    public Task<(int Code, string Output)> RunScriptAsync(string script, params string[] arguments) =>
        RunAsync("node", [FindScript(script), .. arguments]);

    /// <summary>Starts a script of a package, whose output nobody reads.</summary>
    public Process StartScript(string script, params string[] arguments)
    {
        var process = Start("node", [FindScript(script), .. arguments]);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string FindScript(string script) => Path.Combine(folder, "node_modules", Path.Combine(script.Split('/')));

    private async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private Process Start(string program, IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
