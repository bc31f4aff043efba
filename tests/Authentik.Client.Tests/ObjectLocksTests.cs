using Authentik.Changes;

namespace Authentik.Client.Tests;

/// <summary>What reads, changes and writes an object in this process does so one after another.</summary>
public class ObjectLocksTests
{
    private readonly ObjectLocks locks = new();

    [Fact]
    public async Task Only_one_changes_an_object_at_a_time()
    {
        var (running, most, stored) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => locks.RunAsync("a", Change, CancellationToken.None))));
        Assert.Equal((1, 50), (most, stored));
        Assert.Equal(0, locks.Count);

        async Task<int> Change()
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            var read = stored;
            await Task.Delay(1);
            stored = read + 1;
            return Interlocked.Decrement(ref running);
        }
    }

    [Fact]
    public async Task Another_object_does_not_wait_and_a_wait_can_be_cancelled()
    {
        var held = new TaskCompletionSource<int>();
        var first = locks.RunAsync("a", () => held.Task, CancellationToken.None);
        Assert.Equal(2, await locks.RunAsync("b", () => Task.FromResult(2), CancellationToken.None));

        using var cancel = new CancellationTokenSource();
        var waiting = locks.RunAsync("a", () => Task.FromResult(3), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        held.SetResult(1);
        Assert.Equal(1, await first);
        Assert.Equal(0, locks.Count);
    }

    [Fact]
    public async Task A_failure_lets_the_next_one_go_on()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => locks.RunAsync<int>("a", () => throw new InvalidOperationException(), CancellationToken.None));
        Assert.Equal(1, await locks.RunAsync("a", () => Task.FromResult(1), CancellationToken.None));
        Assert.Equal(0, locks.Count);
    }
}
