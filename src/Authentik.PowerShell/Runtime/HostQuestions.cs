using System.Management.Automation;
using System.Management.Automation.Host;

namespace Authentik.Commands;

/// <summary>Whether somebody is there to answer a question.</summary>
internal static class HostQuestions
{
    // PowerShell inside another program, without a console.
    private const string HostWithoutUser = "Default Host";

    // A job that asks would wait forever.
    private const string JobHost = "ServerRemoteHost";

    /// <summary>False in a host that can't ask: one that was started with -NonInteractive, or that runs inside a program.</summary>
    public static bool CanAsk(PSHost host)
    {
        var isSilent = Environment.GetCommandLineArgs().Skip(1).Any(IsNonInteractive);
        return !isSilent
            && host.UI?.RawUI is not null
            && host.Name is not (HostWithoutUser or JobHost)
            && Environment.UserInteractive
            && !Console.IsInputRedirected;
    }

    /// <summary>True if a command with high impact will ask, according to its parameters and the preference variable.</summary>
    public static bool WillAsk(PSCmdlet command, bool force)
    {
        if (command.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm))
        {
            return LanguagePrimitives.IsTrue(confirm);
        }

        var preference = command.GetVariableValue("ConfirmPreference")?.ToString();
        return !force && preference != nameof(ConfirmImpact.None);
    }

    /// <summary>Ends a command with -Force that would ask for confirmation if nobody can answer.</summary>
    public static void RequireUnlessForced(AuthentikCommand command, bool force)
    {
        if (!command.IsWhatIf && WillAsk(command, force))
        {
            Require(command, "-Force or -Confirm:$false");
        }
    }

    /// <summary>Ends a command that asks only because of -Confirm if nobody can answer.</summary>
    public static void RequireIfTyped(AuthentikCommand command)
    {
        if (command.IsTypedOn("Confirm") && !command.IsWhatIf)
        {
            Require(command, "-Confirm:$false, or omit -Confirm");
        }
    }

    /// <summary>Ends a command that would ask for confirmation if nobody can answer.</summary>
    /// <param name="command">The command.</param>
    /// <param name="alternatives">The parameters that avoid the question.</param>
    public static void Require(PSCmdlet command, string alternatives)
    {
        if (!CanAsk(command.Host))
        {
            var error = new InputException(
                InputProblem.MissingValue, $"This command asks for confirmation, but the session isn't interactive. Use {alternatives}.");
            var name = command.MyInvocation.MyCommand.Name;
            command.ThrowTerminatingError(new ErrorRecord(error, "CannotAsk", ErrorCategory.InvalidOperation, name));
        }
    }

    // PowerShell accepts a switch shortened to any length that is unambiguous.
    private static bool IsNonInteractive(string argument)
    {
        var name = argument.TrimStart('-', '/');
        return name.Length < argument.Length && name.Length >= 4 && "NonInteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }
}
