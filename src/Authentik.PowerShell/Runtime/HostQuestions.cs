using System.Management.Automation;
using System.Management.Automation.Host;

namespace Authentik.Commands;

/// <summary>Whether a question would find somebody to answer it.</summary>
internal static class HostQuestions
{
    // Where PowerShell runs inside another program without a window of its own.
    private const string HostWithoutUser = "Default Host";

    // A job that asks waits for ever.
    private const string HostOfJobs = "ServerRemoteHost";

    /// <summary>False in a host that cannot ask: started with -NonInteractive, or run inside a program.</summary>
    public static bool CanAsk(PSHost host)
    {
        var isSilent = Environment.GetCommandLineArgs().Skip(1).Any(argument => IsNonInteractive(argument));
        return !isSilent && host.UI?.RawUI is not null && host.Name is not (HostWithoutUser or HostOfJobs) && Environment.UserInteractive && !Console.IsInputRedirected;
    }

    /// <summary>True when a command of high impact will ask, as things were typed and set.</summary>
    public static bool WillAsk(PSCmdlet command, bool force)
    {
        if (command.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm))
        {
            return LanguagePrimitives.IsTrue(confirm);
        }

        var preference = command.GetVariableValue("ConfirmPreference")?.ToString();
        return !force && preference != nameof(ConfirmImpact.None);
    }

    /// <summary>Ends the command when it would ask where nobody can answer.</summary>
    public static void Require(PSCmdlet command, string why)
    {
        if (!CanAsk(command.Host))
        {
            var error = new InputException(InputProblem.MissingValue, $"{why}, and nobody can answer here. Say -Confirm:$false, or -Force where there is one, to go on without asking.");
            command.ThrowTerminatingError(new ErrorRecord(error, "CannotAsk", ErrorCategory.InvalidOperation, command.MyInvocation.MyCommand.Name));
        }
    }

    // PowerShell takes any beginning of a switch that is long enough to be clear.
    private static bool IsNonInteractive(string argument)
    {
        var name = argument.TrimStart('-', '/');
        return name.Length < argument.Length && name.Length >= 4 && "NonInteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }
}
