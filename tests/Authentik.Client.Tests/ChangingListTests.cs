using System.Globalization;
using Authentik.Client.Tests.Support;
using Authentik.Http;
using Authentik.Lists;
using Authentik.Sessions;
using Authentik.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>Lists that change while they are read, by whoever reads them and by others.</summary>
public class ChangingListTests
{
    private const int Count = 230;

    public static TheoryData<int> PageSizes => [1, 2, 7, 30, 99, 100];

    [Theory]
    [MemberData(nameof(PageSizes))]
    public async Task A_list_at_rest_takes_no_request_more(int pageSize)
    {
        var server = new ChangingServer(Count);
        var given = await server.ReadAsync(pageSize, _ => { });
        Assert.Equal(Enumerable.Range(1, Count), given);
        Assert.Equal((Count + pageSize - 1) / pageSize, server.Requests);
    }

    [Theory]
    [MemberData(nameof(PageSizes))]
    public async Task Whoever_removes_each_object_removes_all(int pageSize)
    {
        var server = new ChangingServer(Count);
        var given = await server.ReadAsync(pageSize, row => server.RemoveBySession(row));
        Assert.Equal(Enumerable.Range(1, Count), given.Order());
        Assert.Empty(server.Rows);
    }

    [Theory]
    [MemberData(nameof(PageSizes))]
    public async Task Whoever_removes_some_objects_gets_all(int pageSize)
    {
        var server = new ChangingServer(Count);
        var given = await server.ReadAsync(pageSize, row =>
        {
            if (row % 3 == 0)
            {
                server.RemoveBySession(row);
            }
        });
        Assert.Equal(Enumerable.Range(1, Count), given.Order());
    }

    [Fact]
    public async Task Whoever_changes_objects_reads_the_list_twice_and_gets_each_once()
    {
        var server = new ChangingServer(Count);
        var given = await server.ReadAsync(100, _ => server.ChangeBySession());
        Assert.Equal(Enumerable.Range(1, Count), given);
        Assert.Equal(6, server.Requests);
    }

    [Fact]
    public async Task What_others_add_before_the_page_costs_no_second_reading()
    {
        var server = new ChangingServer(Count);
        var given = await server.ReadAsync(100, row =>
        {
            if (row == 10)
            {
                server.Insert(0, 1000, 1001);
            }
        });
        Assert.Equal(Enumerable.Range(1, Count), given);
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task What_others_remove_before_the_page_is_noticed()
    {
        var server = new ChangingServer(Count);
        var given = await server.ReadAsync(100, row =>
        {
            if (row == 10)
            {
                server.Remove(3, 4, 5);
            }
        });
        Assert.Equal(Enumerable.Range(1, Count), given.Order());
    }

    [Fact]
    public async Task Another_order_is_noticed()
    {
        var server = new ChangingServer(Count);
        var given = await server.ReadAsync(100, row =>
        {
            if (row == 10)
            {
                server.Rows.Reverse();
            }
        });
        Assert.Equal(Enumerable.Range(1, Count), given.Order());
    }

    [Fact]
    public async Task A_page_that_vanished_does_not_end_the_list()
    {
        var server = new ChangingServer(Count);
        var given = await server.ReadAsync(100, row =>
        {
            if (row == 60)
            {
                server.Remove([.. Enumerable.Range(1, 140)]);
            }
        });
        Assert.Superset(Enumerable.Range(141, 90).ToHashSet(), given.ToHashSet());
        Assert.Equal(given.Count, given.Distinct().Count());
    }

    [Fact]
    public async Task A_list_that_never_rests_ends_with_a_warning()
    {
        var server = new ChangingServer(Count);
        var fresh = 1000;
        await server.ReadAsync(100, row =>
        {
            server.RemoveBySession(row);
            server.Insert(server.Rows.Count, fresh++);
        });
        Assert.Contains("/core/users/", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    public async Task A_list_that_counts_more_than_it_sends_says_so(int pageSize)
    {
        var server = new ChangingServer(120) { Hidden = 3 };
        Assert.Equal(120, (await server.ReadAsync(pageSize, _ => { })).Count);
        var warning = Assert.Single(server.Log.Warnings);
        Assert.EndsWith("the server counts 123 objects, and the last page ends with 120.", warning, StringComparison.Ordinal);
    }

    // Others only add, or only remove, within a run: what others remove and add at the same moment can't be told from nothing.
    [Theory]
    [InlineData(20260901, true)]
    [InlineData(20260902, false)]
    public async Task Each_object_that_stays_is_given_once(int seed, bool othersAdd)
    {
        var random = new Random(seed);
        for (var run = 0; run < 150; run++)
        {
            var server = new ChangingServer(random.Next(1, 400));
            var fresh = 1000;
            var given = await server.ReadAsync(random.Next(1, 101), row =>
            {
                switch (random.Next(12))
                {
                    case < 4: server.RemoveBySession(row); break;
                    case 4 when othersAdd: server.Insert(random.Next(server.Rows.Count + 1), fresh++); break;
                    case 5 when !othersAdd && server.Rows.Count > 0: server.Remove(server.Rows[random.Next(server.Rows.Count)]); break;
                    default: break;
                }
            });
            Assert.Equal(given.Count, given.Distinct().Count());
            var left = server.Rows.Where(row => row < 1000).Except(given);
            Assert.True(!left.Any(), $"seed {seed}, run {run}: {string.Join(", ", left)} stayed, and weren't given");
        }
    }

    /// <summary>A list that pages as authentik does, and that is changed while it is read.</summary>
    private sealed class ChangingServer
    {
        // Pages are requested while rows are used.
        private readonly Lock changes = new();
        private readonly FakeTransport transport;
        private readonly ApiClient api;

        public ChangingServer(int count)
        {
            Rows = [.. Enumerable.Range(1, count)];
            (api, transport, Log) = Fake.Client(Answer);
        }

        public List<int> Rows { get; }

        /// <summary>How many rows the server counts without sending them.</summary>
        public int Hidden { get; init; }

        public CallNotes Log { get; }

        public int Requests => transport.Seen.Count;

        public void Insert(int position, params int[] rows)
        {
            lock (changes)
            {
                Rows.InsertRange(position, rows);
            }
        }

        public void Remove(params int[] rows)
        {
            lock (changes)
            {
                Rows.RemoveAll(rows.Contains);
            }
        }

        public void RemoveBySession(int row)
        {
            Remove(row);
            ChangeBySession();
        }

        public void ChangeBySession() => api.Call.CountWrite();

        public async Task<List<int>> ReadAsync(int pageSize, Action<int> use)
        {
            var given = new List<int>();
            var list = new ListRequest("/core/users/", []) { PageSize = pageSize };
            await foreach (var chunk in new ListReader(api).ReadAsync(list, new JsonRows(), TestContext.Current.CancellationToken))
            {
                foreach (var row in chunk.Rows.Select(row => row.GetProperty("pk").GetInt32()))
                {
                    given.Add(row);
                    use(row);
                }
            }

            return given;
        }

        private TransportResponse Answer(TransportRequest request)
        {
            lock (changes)
            {
                return Page(request);
            }
        }

        private TransportResponse Page(TransportRequest request)
        {
            var query = System.Web.HttpUtility.ParseQueryString(request.Uri.Query);
            var page = int.Parse(query["page"]!, CultureInfo.InvariantCulture);
            var size = int.Parse(query["page_size"]!, CultureInfo.InvariantCulture);
            var start = (page - 1) * size;
            if (start >= Rows.Count && page > 1)
            {
                return FakeTransport.Json(404, """{"detail":"Invalid page."}""");
            }

            var next = start + size < Rows.Count ? page + 1 : 0;
            return FakeTransport.Json(200, $$"""
                {"pagination":{"next":{{next}},"count":{{Rows.Count + Hidden}},"start_index":{{start + 1}}},
                 "results":[{{string.Join(',', Rows.Skip(start).Take(size).Select(row => $$"""{"pk":{{row}}}"""))}}]}
                """);
        }
    }
}
