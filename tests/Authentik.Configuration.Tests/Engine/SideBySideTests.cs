using System.Text.Json.Nodes;
using Authentik.Configuration.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>A server is read with so many requests at once and no more, whatever is read, and all of them can be ended.</summary>
public sealed class SideBySideTests : IDisposable
{
    private const int Roles = 30;
    private const int Groups = 450;

    private readonly ConfiguredServer server = new("2026.2.2");
    private int running;
    private int most;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Pages_and_single_objects_share_one_limit(int limit)
    {
        await FillAsync();
        server.Waits = CountAsync;
        using var reader = new ServerReader(server.Api, new ReadConfiguration { ThrottleLimit = limit });
        await reader.ReadAsync(Cancellation);
        Assert.Equal(limit, most);
    }

    [Fact]
    public async Task Progress_counts_kinds_and_single_objects()
    {
        await FillAsync();
        var told = new List<ReadProgress>();
        using var reader = new ServerReader(server.Api, new ReadConfiguration { Progress = told.Add });
        await reader.ReadAsync(Cancellation);
        Assert.Equal(told[^1].All, told[^1].Done);
        Assert.True(told[^1].All >= ConfigurationKinds.List(server.Api).Count + Roles, $"Only {told[^1].All} were told.");
        Assert.Equal(told.Select(one => one.Done).Order(), told.Select(one => one.Done));
    }

    [Theory]
    [InlineData("GET /core/groups/")]
    [InlineData("GET /rbac/permissions/")]
    public async Task Cancelling_ends_all_requests(string where)
    {
        await FillAsync();
        using var stop = new CancellationTokenSource();
        server.Waits = CountAsync;
        server.Before = line =>
        {
            if (line.StartsWith(where, StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };
        using var reader = new ServerReader(server.Api, new ReadConfiguration());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadAsync(stop.Token));
        var sent = server.Seen.Count;
        await Task.Delay(100, Cancellation);
        Assert.Equal(0, running);
        Assert.Equal(sent, server.Seen.Count);
    }

    private async Task FillAsync()
    {
        using var client = server.CreateClient();
        for (var number = 0; number < Roles; number++)
        {
            await client.Post("/rbac/roles/", new JsonObject { ["name"] = $"role-{number}" });
        }

        for (var number = 0; number < Groups; number++)
        {
            await client.Post("/core/groups/", new JsonObject { ["name"] = $"group-{number}" });
        }
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        InterlockedMax(Interlocked.Increment(ref running));
        try
        {
            await Task.Delay(5, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private void InterlockedMax(int value)
    {
        for (var known = most; value > known; known = most)
        {
            Interlocked.CompareExchange(ref most, value, known);
        }
    }
}
