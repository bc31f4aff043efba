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

    /// <summary>Tells that -TimeoutSeconds does nothing without -Wait. It can come from $PSDefaultParameterValues.</summary>
    public static void TellIfIdle(PSCmdlet command, bool isWaiting)
    {
        if (!isWaiting && command.MyInvocation.BoundParameters.ContainsKey("TimeoutSeconds"))
        {
            command.WriteVerbose("-TimeoutSeconds is ignored without -Wait.");
        }
    }

    /// <summary>Waits, and returns the last state.</summary>
    /// <exception cref="BackgroundException">The work failed, or isn't finished in time.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<WorkState> WaitAsync(BackgroundWork work, string subject, Session session, CancellationToken cancellation)
    {
        var line = command.Progress?.Open(subject, session.Clock);
        try
        {
            var waiter = new WorkWaiter(session.Clock, TimeSpan.FromSeconds(seconds));
            var state = await waiter.WaitAsync(work, subject, Report, cancellation);
            foreach (var warning in state.Log.Where(line => line.IsWarning).Select(line => line.Text).Distinct().Take(MostWarnings))
            {
                command.PostWarning($"{subject}: the server logged: {Shorten(warning)}");
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
                line.Show(status.ToString(CultureInfo.CurrentCulture));
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
