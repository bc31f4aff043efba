namespace Authentik.Sandboxing.Tests.Support;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class Clock : TimeProvider
{
    private DateTimeOffset now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(TimeSpan time) => now += time;
}
