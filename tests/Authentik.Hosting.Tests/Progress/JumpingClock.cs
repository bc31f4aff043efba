using System.Reflection;

namespace Authentik.Hosting.Tests.Progress;

/// <summary>A clock on which time passes when somebody looks at it, so that no test waits.</summary>
internal sealed class JumpingClock(TimeSpan jump) : TimeProvider
{
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref now, jump.Ticks);

    /// <summary>Gives a session a clock.</summary>
    public static void Drive(object session, TimeProvider clock) => session.GetType()
        .GetProperty("Clock", BindingFlags.Instance | BindingFlags.NonPublic)!
        .SetValue(session, clock);
}
