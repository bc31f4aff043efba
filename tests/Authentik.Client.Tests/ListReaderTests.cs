using System.Globalization;
using Authentik.Client.Tests.Support;
using Authentik.Lists;
using Authentik.Transport;

namespace Authentik.Client.Tests;

public class ListReaderTests
{
    [Fact]
    public async Task Reads_all_pages_once_and_in_order()
    {
        var (rows, transport) = await ReadAsync(new Rows(250), skip: 0, take: int.MaxValue);
        Assert.Equal(Enumerable.Range(1, 250), rows);
        Assert.Equal(3, transport.Seen.Count);
    }

    [Fact]
    public async Task Follows_next_where_pages_are_smaller_than_asked_for()
    {
        var (rows, transport) = await ReadAsync(new Rows(45) { Cap = 20 }, skip: 0, take: int.MaxValue);
        Assert.Equal(45, rows.Count);
        Assert.Equal(3, transport.Seen.Count);
    }

    [Fact]
    public async Task Who_stops_in_the_first_half_of_a_page_causes_one_request()
    {
        var (_, transport) = await ReadAsync(new Rows(250), skip: 0, take: 3);
        Assert.Single(transport.Seen);
    }

    [Fact]
    public async Task A_skip_begins_at_its_page()
    {
        var (rows, transport) = await ReadAsync(new Rows(250), skip: 210, take: int.MaxValue);
        Assert.Equal(Enumerable.Range(211, 40), rows);
        Assert.Single(transport.Seen);
    }

    [Fact]
    public async Task A_skip_is_right_where_the_server_makes_pages_smaller()
    {
        var (rows, _) = await ReadAsync(new Rows(250) { Cap = 20 }, skip: 210, take: int.MaxValue);
        Assert.Equal(Enumerable.Range(211, 40), rows);
    }

    [Fact]
    public async Task A_skip_beyond_the_end_gives_nothing()
    {
        var (rows, _) = await ReadAsync(new Rows(50), skip: 210, take: int.MaxValue);
        Assert.Empty(rows);
    }

    [Fact]
    public async Task Rows_that_move_to_the_next_page_come_once()
    {
        var (rows, _) = await ReadAsync(new Rows(150) { Shift = 2 }, skip: 0, take: int.MaxValue);
        Assert.Equal(rows.Count, rows.Distinct().Count());
    }

    [Fact]
    public async Task A_page_that_vanished_ends_the_list()
    {
        var (rows, _) = await ReadAsync(new Rows(250) { VanishAfter = 1 }, skip: 0, take: int.MaxValue);
        Assert.Equal(100, rows.Count);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(300_000_000_000)]
    public async Task A_skip_beyond_all_counting_gives_nothing(long skip)
    {
        var (rows, _) = await ReadAsync(new Rows(50), skip, take: int.MaxValue);
        Assert.Empty(rows);
    }

    [Fact]
    public async Task A_skip_beyond_the_end_is_no_shortage()
    {
        var (api, _, log) = Fake.Client(new Rows(50).Answer);
        var list = new ListRequest("/core/users/", []) { Skip = 1000 };
        await foreach (var chunk in new ListReader(api).ReadAsync(list, new JsonRows(), TestContext.Current.CancellationToken))
        {
            Assert.Empty(chunk.Rows);
        }

        Assert.Empty(log.Warnings);
    }

    [Fact]
    public async Task What_is_no_list_is_told()
    {
        var (api, _, _) = Fake.Client(_ => FakeTransport.Json(200, """{"user":{}}"""));
        await Assert.ThrowsAsync<InputException>(async () =>
        {
            var list = new ListRequest("/core/users/me/", []);
            await foreach (var chunk in new ListReader(api).ReadAsync(list, new JsonRows(), TestContext.Current.CancellationToken))
            {
                Assert.Empty(chunk.Rows);
            }
        });
    }

    [Fact]
    public async Task Reads_a_bare_array_in_which_keys_repeat()
    {
        var (api, _, _) = Fake.Client(_ => FakeTransport.Json(200, """[{"pk":1},{"pk":1}]"""));
        var count = 0;
        await foreach (var chunk in new ListReader(api).ReadAsync(
            new ListRequest("/x/", []), new JsonRows(), TestContext.Current.CancellationToken))
        {
            count += chunk.Rows.Count;
        }

        Assert.Equal(2, count);
    }

    private static async Task<(List<int> Rows, FakeTransport Transport)> ReadAsync(Rows server, long skip, int take)
    {
        var (api, transport, _) = Fake.Client(server.Answer);
        var rows = new List<int>();
        var list = new ListRequest("/core/users/", []) { Skip = skip };
        await foreach (var chunk in new ListReader(api).ReadAsync(list, new JsonRows(), TestContext.Current.CancellationToken))
        {
            rows.AddRange(chunk.Rows.Select(row => row.GetProperty("pk").GetInt32()));
            if (rows.Count >= take)
            {
                break;
            }
        }

        return (rows, transport);
    }

    /// <summary>A list of numbered rows that pages as authentik does.</summary>
    private sealed class Rows(int count)
    {
        public int Cap { get; init; } = 500;

        public int Shift { get; init; }

        public int VanishAfter { get; init; } = int.MaxValue;

        public TransportResponse Answer(TransportRequest request)
        {
            var query = System.Web.HttpUtility.ParseQueryString(request.Uri.Query);
            var page = int.Parse(query["page"]!, CultureInfo.InvariantCulture);
            var size = Math.Min(Cap, int.Parse(query["page_size"]!, CultureInfo.InvariantCulture));
            var start = (page - 1) * size;
            if (start >= count || page > VanishAfter)
            {
                return FakeTransport.Json(404, """{"detail":"Invalid page."}""");
            }

            var moved = page > 1 ? Shift : 0;
            var numbers = Enumerable.Range(start + 1 - moved, Math.Min(size, count - start));
            var next = start + size < count ? page + 1 : 0;
            return FakeTransport.Json(200, $$"""
                {"pagination":{"next":{{next}},"count":{{count}},"start_index":{{start + 1}}},
                 "results":[{{string.Join(',', numbers.Select(number => $$"""{"pk":{{number}}}"""))}}]}
                """);
        }
    }
}
