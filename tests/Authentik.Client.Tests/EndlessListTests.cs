using System.Globalization;
using Authentik.Client.Tests.Support;
using Authentik.Lists;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>Servers, or what stands before them, that name pages without end.</summary>
public class EndlessListTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("0.5")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e30")]
    [InlineData("\"NaN\"")]
    [InlineData("\"2\"")]
    [InlineData("true")]
    [InlineData("{}")]
    public async Task The_next_page_is_a_later_one(string next)
    {
        var (error, requests) = await ReadAsync(_ => (null, 500, 100), named: page => page == 1 ? "2" : next);
        Assert.Equal(ApiErrorKind.UnexpectedAnswer, error!.Kind);
        Assert.Contains(next, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task Pages_end_with_the_count()
    {
        var (error, requests) = await ReadAsync(page => (page + 1, 250, 100));
        Assert.Contains("250", error!.Message, StringComparison.Ordinal);
        Assert.InRange(requests, 3, 7);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1_000_000)]
    public async Task Empty_pages_end(int? count)
    {
        var (error, requests) = await ReadAsync(page => (page + 1, count, 0));
        Assert.NotNull(error);
        Assert.InRange(requests, 2, 6);
    }

    [Fact]
    public async Task The_same_page_again_and_again_ends()
    {
        var (error, requests) = await ReadAsync(page => (page + 1, null, 5), firstRow: _ => 1);
        Assert.NotNull(error);
        Assert.InRange(requests, 2, 7);
    }

    [Fact]
    public async Task A_count_that_grows_with_each_page_is_followed()
    {
        var (error, _) = await ReadAsync(page => (page < 20 ? page + 1 : 0, 110 * page, 100));
        Assert.Null(error);
    }

    private static async Task<(ApiException? Error, int Requests)> ReadAsync(
        Func<int, (int? Next, int? Count, int Rows)> plan, Func<int, string>? named = null, Func<int, int>? firstRow = null)
    {
        var (api, transport, _) = Fake.Client(Answer);
        try
        {
            var list = new ListRequest("/core/users/", []);
            await foreach (var _ in new ListReader(api).ReadAsync(list, new JsonRows(), TestContext.Current.CancellationToken))
            {
                Assert.InRange(transport.Seen.Count, 1, 1000);
            }

            return (null, transport.Seen.Count);
        }
        catch (ApiException error)
        {
            return (error, transport.Seen.Count);
        }

        TransportResponse Answer(TransportRequest request)
        {
            var query = System.Web.HttpUtility.ParseQueryString(request.Uri.Query);
            var page = int.Parse(query["page"]!, CultureInfo.InvariantCulture);
            var (next, count, rows) = plan(page);
            var first = firstRow?.Invoke(page) ?? ((page - 1) * 100) + 1;
            var results = string.Join(',', Enumerable.Range(first, rows).Select(row => $$"""{"pk":{{row}}}"""));
            var pagination = $"\"next\":{named?.Invoke(page) ?? next?.ToString(CultureInfo.InvariantCulture) ?? "null"}"
                + (count is null ? string.Empty : $",\"count\":{count}");
            return FakeTransport.Json(200, $$"""{"pagination":{{{pagination}}},"results":[{{results}}]}""");
        }
    }
}
