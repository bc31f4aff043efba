using System.Globalization;
using System.Management.Automation;
using Authentik.Background;

namespace Authentik.Commands;

/// <summary>Waits for background work in a command: with progress, and with the server's warnings as warnings.</summary>
internal sealed class BackgroundWait(AuthentikCommand command, int seconds)
{
    /// <summary>How long commands wait unless told otherwise.</summary>
    public const int DefaultSeconds = 600;

    private const int MostWarnings = 10;
    private const int LongestWarning = 500;

    /// <summary>Refuses -TimeoutSeconds without -Wait, because it would do nothing.</summary>
    public static void RequireWait(PSCmdlet command, bool isWaiting)
    {
        if (!isWaiting && command.MyInvocation.BoundParameters.ContainsKey("TimeoutSeconds"))
        {
            var problem = new InputException(InputProblem.InvalidValue, "-TimeoutSeconds is for -Wait. Specify both, or none.");
            command.ThrowTerminatingError(ErrorRecords.Create(problem, command.MyInvocation.MyCommand.Name));
        }
    }

    /// <summary>Waits, and returns the last state.</summary>
    /// <exception cref="BackgroundException">The work failed, or isn't finished in time.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<WorkState> WaitAsync(BackgroundWork work, string subject, Session session, CancellationToken cancellation)
    {
        var shown = VisibleText.Show(subject);
        var line = command.Progress?.Open(shown, session.Clock);
        try
        {
            var waiter = new WorkWaiter(session.Clock, TimeSpan.FromSeconds(seconds));
            var state = await waiter.WaitAsync(work, subject, Report, cancellation);
            foreach (var warning in state.Log.Where(line => line.IsWarning).Select(line => line.Text).Distinct().Take(MostWarnings))
            {
                command.PostWarning($"{shown}: the server logged: {VisibleText.Show(Shorten(warning))}");
            }

            return state;
        }
        finally
        {
            if (line is not null)
            {
                command.PostProgress(line.Complete);
            }
        }

        static void Show(ProgressLine line, FormattableString status)
        {
            if (line.IsDue)
            {
                line.Show(VisibleText.Show(status.ToString(CultureInfo.CurrentCulture)));
            }
        }

        static string Shorten(string line) => line.Length > LongestWarning ? line[..LongestWarning] + " ..." : line;

        void Report(WorkState state, TimeSpan elapsed)
        {
            if (line is not null && !state.IsFinished)
            {
                command.PostProgress(() => Show(line, $"{state.Status}, {elapsed.TotalSeconds:0} s"));
            }
        }
    }
}
