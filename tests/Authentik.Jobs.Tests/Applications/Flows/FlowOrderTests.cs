namespace Authentik.Jobs.Tests.Applications.Flows;

public class FlowOrderTests
{
    [Theory]
    [InlineData("", 0, 10, "")]
    [InlineData("10 20", 1, 15, "")]
    [InlineData("20 100", 1, 60, "")]
    [InlineData("10 20", 2, 30, "")]
    [InlineData("10 20", 0, 5, "")]
    [InlineData("30 40", 0, 20, "")]
    [InlineData("1 2", 0, 0, "")]
    [InlineData("0 1", 0, -10, "")]
    [InlineData("10 12", 1, 11, "")]
    [InlineData("10 11", 1, 20, "1:30")]
    [InlineData("10 11 12 50", 1, 20, "1:30 2:40")]
    [InlineData("10 10 10", 1, 20, "1:30 2:40")]
    [InlineData("10 11 12 13 14 60 61", 2, 21, "2:31 3:41 4:51")]
    public void Finds_a_number_and_shifts_as_few_as_it_takes(string orders, int place, int order, string changes)
    {
        int[] numbers = [.. orders.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        var found = FlowOrder.Find(numbers, place);
        Assert.Equal(order, found.Order);
        Assert.Equal(changes, string.Join(' ', found.Changes.Select(change => $"{change.Position}:{change.Order}")));
    }

    [Fact]
    public void Any_place_of_any_order_is_found_and_no_step_on_the_way_is_wrong()
    {
        var random = new Random(17);
        for (var round = 0; round < 5000; round++)
        {
            int[] orders = [.. Enumerable.Range(0, random.Next(8)).Select(_ => random.Next(-5, 30)).Order()];
            var place = random.Next(orders.Length + 1);
            var (order, changes) = FlowOrder.Find(orders, place);
            var now = orders.ToArray();
            foreach (var (position, larger) in changes.Reverse())
            {
                now[position] = larger;
                Assert.Equal(now.Order(), now);
            }

            Assert.All(now.Take(place), one => Assert.True(one < order));
            Assert.All(now.Skip(place), one => Assert.True(one > order));
        }
    }

    [Theory]
    [InlineData(int.MaxValue, 1)]
    [InlineData(int.MinValue, 0)]
    public void Says_that_there_is_no_number(int order, int place) =>
        Assert.Contains("as large", Assert.Throws<InputException>(() => FlowOrder.Find([order], place)).Message, StringComparison.Ordinal);
}
