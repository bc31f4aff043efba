using System.Diagnostics;

namespace Authentik.PowerShell.Tests;

/// <summary>The real PowerShell of this machine, if it has one with Pester.</summary>
internal static class PowerShellHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly Lazy<string?> Missing = new(FindWhatIsMissing);

    /// <summary>Why Pester cannot run here; null when it can.</summary>
    public static string? WhyNot => Missing.Value;

    /// <summary>Runs a script and returns what it printed.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("pwsh") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in new[] { "-NoProfile", "-NonInteractive", "-NoLogo" }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
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
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string? FindWhatIsMissing()
    {
        try
        {
            const string Question = "exit [int](-not (Get-Module Pester -ListAvailable | Where-Object Version -GE 5.5))";
            var (code, _, _) = RunAsync(["-Command", Question], CancellationToken.None).GetAwaiter().GetResult();
            return code == 0 ? null : "Pester 5.5 or later is not installed: Install-Module Pester";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "PowerShell is not installed, or pwsh is not on the PATH.";
        }
    }
}
