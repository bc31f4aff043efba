using Authentik.Book;
using Authentik.Requests;
using Authentik.Transport;

namespace Authentik.Client.Tests.Support;

/// <summary>Sessions and clients for tests, without a server.</summary>
internal static class Fake
{
    public const string Token = "canary-token-0123456789";

    public static Session Session(ITransport transport, string? version = "2026.2.2", string uri = "https://auth.example.com/", bool skipVersionCheck = false) =>
        new("test", new Uri(uri), SecretText.Protect(Token), transport, Resources.Book)
        {
            ServerVersion = version is null ? null : ServerVersion.Parse(version),
            UserName = "akadmin",
            UserId = 5,
            IsSuperuser = true,
            SkipVersionCheck = skipVersionCheck,
        };

    public static (ApiClient Api, FakeTransport Transport, ListLog Log) Client(
        Func<TransportRequest, TransportResponse> answer, string? version = "2026.2.2", bool skipVersionCheck = false, TimeProvider? time = null)
    {
        var transport = new FakeTransport(answer);
        var log = new ListLog();
        return (new ApiClient(Session(transport, version, skipVersionCheck: skipVersionCheck), log, time), transport, log);
    }
}

/// <summary>Keeps what was logged.</summary>
internal sealed class ListLog : ICallLog
{
    public List<string> Lines { get; } = [];

    public List<string> Warnings { get; } = [];

    public bool WantsDetails => true;

    public void Verbose(string text) => Lines.Add(text);

    public void Debug(string text) => Lines.Add(text);

    public void Warning(string text) => Warnings.Add(text);
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
