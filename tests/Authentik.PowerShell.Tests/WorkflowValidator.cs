using System.ComponentModel;
using System.Diagnostics;

namespace Authentik.PowerShell.Tests;

/// <summary>npm's action-validator, which brings GitHub's schema along, in a temporary folder.</summary>
public sealed class WorkflowValidator : IAsyncLifetime
{
    private const string Version = "0.6.0";

    private static readonly string[] NetworkErrors = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "ETIMEDOUT"];

    private readonly string folder = Directory.CreateTempSubdirectory("workflows-").FullName;

    /// <summary>Why the workflows can't be checked here; null where they can.</summary>
    public string? MissingReason { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        try
        {
            string[] install =
            [
                "install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries", "0",
                $"@action-validator/core@{Version}", $"@action-validator/cli@{Version}",
            ];

            // On Windows, npm is a script of the shell.
            var (code, output) = OperatingSystem.IsWindows()
                ? await RunAsync("cmd", ["/c", "npm", .. install])
                : await RunAsync("npm", install);
            MissingReason = NetworkErrors.Any(output.Contains)
                ? "npm can't reach its registry, so the workflows aren't checked."
                : MissingReason;
            Assert.True(code == 0 || MissingReason is not null, output);
        }
        catch (Win32Exception)
        {
            MissingReason = "npm is not installed, so the workflows aren't checked.";
        }
    }

    /// <summary>Checks the text of a workflow.</summary>
    public async Task<(int Code, string Output)> CheckAsync(string workflow)
    {
        // The validator tells a workflow from an action by its name.
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.yml");
        await File.WriteAllTextAsync(file, workflow);
        return await RunAsync("node", [Path.Combine(folder, "node_modules", "@action-validator", "cli", "cli.mjs"), file]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
