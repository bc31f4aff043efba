using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>
/// Does the sandbox answer as the real servers did? All recorded requests that it keeps are sent to it, and the answers
/// compared.
/// </summary>
public class AgreementTests(ITestOutputHelper output)
{
    // Recordings that made the objects they are about. The others read what a server had of its own, whose rows and values are
    // not the sandbox's.
    private static readonly string[] Made = ["cycles", "crud", "errors"];

    // The resources that the sandbox was first made for agree in all of these; so they stay.
    private static readonly string[] First =
    [
        "User", "Application", "CertificateKeyPair", "Flow", "ScopeMapping", "Provider", "OAuth2Provider", "Source", "OAuthSource",
        "UserConnection",
    ];

    [Theory]
    [InlineData("2024.10.5", 0.966, 0.966)]
    [InlineData("2025.10.4", 0.994, 0.980)]
    [InlineData("2026.2.2", 0.981, 0.967)]
    public async Task The_sandbox_answers_as_the_real_server_did(string version, double statuses, double shapes)
    {
        Assert.SkipWhen(Recordings.Folder is null, Recordings.Absent);
        using var replay = new Replay(version, Resources.Book);
        await replay.LearnSeedsAsync(Recordings.Read(version, "lists", "queries", "cycles", "item-gets"));
        var tally = new Tally();
        foreach (var exchange in Recordings.Read(version, Recordings.FoldersOf(version)).Where(replay.IsKept))
        {
            await CompareAsync(replay, exchange, tally);
        }

        TestReport.Write($"agreement-{version}", [$"Sandbox and real server {version}: {tally}", tally.NotTried, .. tally.Lines]);
        output.WriteLine($"{version}: {tally}");
        Assert.Empty(First.Intersect(tally.Nouns));
        Assert.True(tally.StatusShare >= statuses, $"Too many statuses differ: {tally}");
        Assert.True(tally.ShapeShare >= shapes, $"Too many shapes differ: {tally}");
    }

    private static async Task CompareAsync(Replay replay, Exchange exchange, Tally tally)
    {
        if (!await replay.IsThereAsync(exchange))
        {
            tally.Untried.Add(replay.ResourceOf(exchange)?.Noun ?? exchange.Path);
            return;
        }

        var answer = await replay.SendAsync(exchange);
        if (replay.IsWhole(exchange))
        {
            tally.Add(exchange, answer, replay.ResourceOf(exchange), Made.Contains(exchange.Folder), replay.IsAction(exchange));
        }
    }
}
