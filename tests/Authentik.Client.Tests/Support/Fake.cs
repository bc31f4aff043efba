using System.Security;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions;
using Authentik.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests.Support;

/// <summary>Sessions and clients for tests, without a server.</summary>
internal static class Fake
{
    public const string Token = "canary-token-0123456789";

    public static Session Session(
        ITransport transport,
        string? version = "2026.2.2",
        string uri = "https://auth.example.com/",
        bool skipVersionCheck = false,
        TimeProvider? time = null) =>
        new(ConnectionTo(uri, skipVersionCheck), transport, KnowingRedactor(), Resources.Book)
        {
            Tokens = new FixedToken(SecretText.Protect(Token)),
            Clock = time ?? TimeProvider.System,
            ServerVersion = version is null ? null : ServerVersion.Parse(version),
            Username = "akadmin",
            UserId = 5,
            IsSuperuser = true,
        };

    public static (ApiClient Api, FakeTransport Transport, CallNotes Log) Client(
        Func<TransportRequest, TransportResponse> answer,
        string? version = "2026.2.2",
        bool skipVersionCheck = false,
        TimeProvider? time = null)
    {
        var transport = new FakeTransport(answer);
        var log = new CallNotes();
        return (new ApiClient(new Call(Session(transport, version, skipVersionCheck: skipVersionCheck, time: time), log)), transport, log);
    }

    private static Connection ConnectionTo(string uri, bool skipVersionCheck) => new(
        new ConnectionSettings { Name = "test", Uri = new Uri(uri), SkipVersionCheck = skipVersionCheck },
        new Dictionary<string, SecureString>());

    private static Redactor KnowingRedactor()
    {
        var redactor = new Redactor();
        redactor.Learn(Token);
        return redactor;
    }
}

/// <summary>Time that passes at once, so that waiting is measured and not done.</summary>
internal sealed class InstantTime : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

/// <summary>Time that goes on by what is waited for, and by what a test says.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).Ticks;

    public List<TimeSpan> Waits { get; } = [];

    public void Pass(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        Pass(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
