using System.Diagnostics;

namespace Authentik.Jobs.Tests.People.Offboarding;

public sealed class RecordFileTests : IDisposable
{
    private static readonly Uri Server = new("https://sandbox.invalid/");
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string RecordPath => Path.Combine(folder, "left.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Parallel_commands_lose_no_user()
    {
        await Task.WhenAll(Enumerable.Range(1, 40).Select(pk => Task.Run(() => AddAsync(pk), Cancellation)));
        var users = (await new RecordFile(RecordPath).ReadAsync(Server, Cancellation)).Users;
        Assert.Equal(Enumerable.Range(1, 40), users.Select(user => user.Pk).Order());
        Assert.Equal([RecordPath], Directory.GetFiles(folder));
    }

    // Links to the folder give each writer a path of its own, so only the lock file can keep them apart, as between processes.
    [Fact]
    public async Task Writers_that_share_only_the_lock_file_lose_no_user()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, only administrators can create links.");
        var folders = Enumerable.Range(1, 8).Select(number => $"{folder}-{number}").ToList();
        try
        {
            folders.ForEach(link => Directory.CreateSymbolicLink(link, folder));
            await Task.WhenAll(folders.Select((link, index) => Task.Run(
                async () =>
                {
                    for (var round = 0; round < 5; round++)
                    {
                        await AddAsync((index * 5) + round, Path.Combine(link, "left.json"));
                    }
                },
                Cancellation)));
            var users = (await new RecordFile(RecordPath).ReadAsync(Server, Cancellation)).Users;
            Assert.Equal(Enumerable.Range(0, 40), users.Select(user => user.Pk).Order());
            Assert.Equal([RecordPath], Directory.GetFiles(folder));
        }
        finally
        {
            folders.ForEach(link => Directory.Delete(link));
        }
    }

    [Fact]
    public async Task Tells_who_holds_the_lock_and_changes_nothing()
    {
        await AddAsync(1);
        var before = await File.ReadAllTextAsync(RecordPath, Cancellation);
        await using (new FileStream($"{RecordPath}.lock", FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            var file = new RecordFile(RecordPath) { WaitLimit = TimeSpan.FromMilliseconds(100) };
            var busy = await Assert.ThrowsAsync<IOException>(() => file.AddAsync(Server, User(2), Cancellation));
            Assert.Contains("another process holds", busy.Message, StringComparison.Ordinal);
            Assert.Equal(before, await File.ReadAllTextAsync(RecordPath, Cancellation));
        }

        // It's left behind, as by a process that was killed, and doesn't stop the next one.
        var time = Stopwatch.StartNew();
        await AddAsync(2);
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(8));
        Assert.Equal([RecordPath], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("\"users\": null")]
    [InlineData("\"users\": [null]")]
    [InlineData("\"users\": [{\"pk\": 1}]")]
    [InlineData("\"users\": [{\"pk\": 1, \"username\": \"a\", \"groups\": null}]")]
    [InlineData("\"users\": [{\"pk\": 1, \"username\": \"a\", \"roles\": [null]}]")]
    [InlineData("\"users\": [{\"pk\": 1, \"username\": \"a\", \"consents\": [null]}]")]
    [InlineData("\"users\": [{\"pk\": 1, \"username\": \"a\", \"bindings\": [{\"target_name\": null}]}]")]
    [InlineData("\"users\": [{\"pk\": 1, \"username\": \"a\", \"groups\": [{\"pk\": null, \"name\": \"a\"}]}]")]
    [InlineData("\"users\": {}")]
    [InlineData("\"users\": [")]
    public async Task Tells_a_file_that_is_damaged(string users)
    {
        var content = $"{{\"format\": \"authentik-disabled-users\", \"version\": 1, \"server\": \"{Server}\", {users}}}";
        await File.WriteAllTextAsync(RecordPath, content, Cancellation);
        await RequireRefusedAsync("isn't a file of Disable-AuthentikUser");
        Assert.Equal(content, await File.ReadAllTextAsync(RecordPath, Cancellation));
    }

    [Fact]
    public async Task Tells_a_file_that_is_empty_or_far_too_large()
    {
        foreach (var size in new[] { 0, 300L * 1024 * 1024 })
        {
            await using (var stream = new FileStream(RecordPath, FileMode.Create))
            {
                stream.SetLength(size);
            }

            await RequireRefusedAsync("isn't a file of Disable-AuthentikUser");
        }
    }

    [Fact]
    public async Task Refuses_a_file_that_is_read_only()
    {
        await AddAsync(1);
        File.SetAttributes(RecordPath, FileAttributes.ReadOnly);
        var file = new RecordFile(RecordPath);
        Assert.Single((await file.ReadAsync(Server, Cancellation)).Users);
        foreach (var refused in new[]
        {
            await Assert.ThrowsAsync<InputException>(() => file.RequireUsableAsync(Server, Cancellation)),
            await Assert.ThrowsAsync<InputException>(() => AddAsync(2)),
        })
        {
            Assert.Contains("read-only", refused.Message, StringComparison.Ordinal);
        }

        Assert.Single((await file.ReadAsync(Server, Cancellation)).Users);
        File.SetAttributes(RecordPath, FileAttributes.Normal);
        await AddAsync(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follows_a_link_and_leaves_it(bool isTargetThere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, only administrators can create links.");
        var target = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "kept")).FullName, "real.json");
        if (isTargetThere)
        {
            await AddAsync(1, target);
        }

        File.CreateSymbolicLink(RecordPath, Path.Combine("kept", "real.json"));
        await new RecordFile(RecordPath).RequireUsableAsync(Server, Cancellation);
        await AddAsync(2);
        Assert.NotNull(new FileInfo(RecordPath).LinkTarget);
        Assert.Null(new FileInfo(target).LinkTarget);
        var users = (await new RecordFile(target).ReadAsync(Server, Cancellation)).Users;
        Assert.Equal(isTargetThere ? [1, 2] : [2], users.Select(user => user.Pk));
        Assert.Equal([RecordPath], Directory.GetFiles(folder));
    }

    private async Task RequireRefusedAsync(string text)
    {
        var file = new RecordFile(RecordPath);
        foreach (var attempt in new Func<Task>[]
        {
            () => file.ReadAsync(Server, Cancellation),
            () => file.RequireUsableAsync(Server, Cancellation),
            () => AddAsync(1),
        })
        {
            var refused = await Assert.ThrowsAsync<InputException>(attempt);
            Assert.Equal(InputProblem.InvalidValue, refused.Problem);
            Assert.Contains(text, refused.Message, StringComparison.Ordinal);
        }
    }

    private Task AddAsync(int pk, string? path = null) =>
        new RecordFile(path ?? RecordPath).AddAsync(Server, User(pk), Cancellation);

    private static RecordedUser User(int pk) => new() { Pk = pk, Username = $"user-{pk}" };
}
