using System.Globalization;
using Authentik.Client.Tests.Support;
using Authentik.Http;
using Authentik.Labels;
using Authentik.Sessions;
using Authentik.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>Many names of one kind are read as a list, once that takes no more requests than the names did.</summary>
public class ListedKeysTests
{
    [Theory]
    [InlineData(300, 23)]
    [InlineData(2900, 20 + 1 + 9 + 29)]
    [InlineData(100_000, 200 + 1)]
    public async Task A_list_is_read_once_it_takes_no_more_requests(int users, int requests)
    {
        var server = new Users(users);
        await server.FindFirstAsync(200);

        Assert.InRange(server.Requests, requests - 3, requests + 3);
    }

    [Fact]
    public async Task A_name_that_several_have_and_one_that_the_list_lacks_are_looked_up()
    {
        var server = new Users(50) { Twice = "user7" };
        await server.FindFirstAsync(40);

        Assert.Equal("8", await server.Keys.TryFindAsync(new UserIdentity("user8"), Token));
        Assert.Null(await server.Keys.TryFindAsync(new UserIdentity("user7"), Token));
        Assert.Null(await server.Keys.TryFindAsync(new UserIdentity("USER8"), Token));
        Assert.Null(await server.Keys.TryFindAsync(new UserIdentity(8), Token));
    }

    [Fact]
    public async Task Nothing_is_remembered_after_a_name_was_changed()
    {
        var server = new Users(50);
        await server.FindFirstAsync(40);

        server.Keys.Forget();
        Assert.Null(await server.Keys.TryFindAsync(new UserIdentity("user8"), Token));
    }

    [Fact]
    public async Task A_string_that_looks_like_a_uuid_is_one_first()
    {
        var (api, transport, _) = Fake.Client(_ => throw new InvalidOperationException());
        var keys = new ListedKeys(api, Resources.Group);
        for (var number = 0; number < 40; number++)
        {
            Assert.Null(await keys.TryFindAsync(new GroupIdentity("5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f11"), Token));
        }

        Assert.Empty(transport.Seen);
    }

    [Fact]
    public async Task Nothing_is_remembered_after_another_command_changed_something()
    {
        var server = new Users(50);
        await server.FindFirstAsync(40);

        server.Api.Call.CountWrite();
        Assert.Equal("8", await server.Keys.TryFindAsync(new UserIdentity("user8"), Token));
        new Call(server.Api.Session, new CallNotes()).CountWrite();
        Assert.Null(await server.Keys.TryFindAsync(new UserIdentity("user8"), Token));
    }

    [Fact]
    public async Task A_list_that_fails_is_not_read_again()
    {
        var server = new Users(50) { Fails = true };
        await server.FindFirstAsync(40);

        Assert.Equal(41, server.Requests);
    }

    [Fact]
    public async Task Several_at_once_read_the_list_once()
    {
        var server = new Users(50);
        var names = Enumerable.Range(0, 4000).Select(number => $"user{(number % 50) + 1}");
        var options = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token };
        await Parallel.ForEachAsync(names, options, async (name, _) =>
        {
            await server.FindAsync(name);
            server.Api.Call.CountWrite();
        });
        Assert.InRange(server.Pages, 1, 40);
        Assert.InRange(server.Requests, 20, 100);
        Assert.Equal("8", await server.Keys.TryFindAsync(new UserIdentity("user8"), Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>So many users, of which each look-up is counted.</summary>
    private sealed class Users
    {
        private readonly int count;
        private readonly FakeTransport transport;
        private int lookups;

        public Users(int count)
        {
            this.count = count;
            (Api, transport, _) = Fake.Client(Answer);
            Keys = new ListedKeys(Api, Resources.User);
        }

        public ApiClient Api { get; }

        /// <summary>True if the list is refused.</summary>
        public bool Fails { get; init; }

        public ListedKeys Keys { get; }

        /// <summary>A name that all users with the same last digit have.</summary>
        public string? Twice { get; init; }

        public int Requests => lookups + transport.Seen.Count;

        /// <summary>How many pages of a hundred were sent.</summary>
        public int Pages => transport.Seen.Count(request => request.Uri.Query.Contains("page_size=100", StringComparison.Ordinal));

        /// <summary>Finds as many users as that, one after another.</summary>
        public async Task FindFirstAsync(int number)
        {
            for (var user = 1; user <= number; user++)
            {
                await FindAsync($"user{user}");
            }
        }

        public async Task FindAsync(string name)
        {
            if (await Keys.TryFindAsync(new UserIdentity(name), Token) is null)
            {
                Interlocked.Increment(ref lookups);
            }
        }

        private TransportResponse Answer(TransportRequest request)
        {
            if (Fails)
            {
                return FakeTransport.Json(403, """{"detail":"no"}""");
            }

            var query = System.Web.HttpUtility.ParseQueryString(request.Uri.Query);
            var page = int.Parse(query["page"]!, CultureInfo.InvariantCulture);
            var size = int.Parse(query["page_size"]!, CultureInfo.InvariantCulture);
            var rows = Enumerable.Range(((page - 1) * size) + 1, Math.Min(size, count - ((page - 1) * size)))
                .Select(pk => $$"""{"pk":{{pk}},"username":"{{NameOf(pk)}}"}""");
            var (next, start) = (page * size < count ? page + 1 : 0, ((page - 1) * size) + 1);
            return FakeTransport.Json(200, $$"""
                {"pagination":{"next":{{next}},"count":{{count}},"start_index":{{start}}},"results":[{{string.Join(',', rows)}}]}
                """);
        }

        private string NameOf(int pk) => Twice is not null && pk % 10 == 7 ? Twice : $"user{pk}";
    }
}
