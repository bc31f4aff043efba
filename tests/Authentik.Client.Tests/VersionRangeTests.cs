using Authentik.Book;

namespace Authentik.Client.Tests;

public class VersionRangeTests
{
    private const string RedirectUriLists = "2024.8.5..2024.8, 2024.10.3..";
    private const string WritableUsers = "2024.12..2025.12.5, 2026.2..2026.2.3, 2026.5.0";

    [Theory]
    [InlineData(RedirectUriLists, "2024.8.4", false)]
    [InlineData(RedirectUriLists, "2024.8.5", true)]
    [InlineData(RedirectUriLists, "2024.8.9", true)]
    [InlineData(RedirectUriLists, "2024.10.0", false)]
    [InlineData(RedirectUriLists, "2024.10.2", false)]
    [InlineData(RedirectUriLists, "2024.10.3", true)]
    [InlineData(RedirectUriLists, "2024.12.0", true)]
    [InlineData(RedirectUriLists, "2026.8.3", true)]
    [InlineData(WritableUsers, "2024.10.5", false)]
    [InlineData(WritableUsers, "2024.12.0", true)]
    [InlineData(WritableUsers, "2025.12.5", true)]
    [InlineData(WritableUsers, "2025.12.6", false)]
    [InlineData(WritableUsers, "2026.2.3", true)]
    [InlineData(WritableUsers, "2026.2.4", false)]
    [InlineData(WritableUsers, "2026.5.0", true)]
    [InlineData(WritableUsers, "2026.5.0-rc1", true)]
    [InlineData(WritableUsers, "2026.5.1", false)]
    [InlineData(WritableUsers, "2026.8.0", false)]
    [InlineData("2025.8", "2025.8.6", true)]
    [InlineData("2025.8", "2025.10.0", false)]
    [InlineData("..2025.8", "2025.8.99", true)]
    [InlineData("..2025.8", "2025.9.0", false)]
    [InlineData("..", "2024.8.0", true)]
    [InlineData("never", "2026.8.0", false)]
    public void Says_what_is_in_it(string range, string version, bool isIn) =>
        Assert.Equal(isIn, VersionRange.Parse(range).Contains(ServerVersion.Parse(version)));

    [Theory]
    [InlineData(WritableUsers, "2024.12 to 2025.12.5, 2026.2 to 2026.2.3 and 2026.5.0")]
    [InlineData(RedirectUriLists, "2024.8.5 and later in 2024.8 and 2024.10.3 and later")]
    [InlineData("2025.8", "all of 2025.8")]
    [InlineData("..2024.10", "up to 2024.10")]
    [InlineData("2026.5..", "2026.5 and later")]
    public void Says_itself_in_words(string range, string words) => Assert.Equal(words, VersionRange.Parse(range).Describe());

    [Theory]
    [InlineData("..2025.2", "2025.4..", false)]
    [InlineData("2025.12", "2026.2..", false)]
    [InlineData("..2025.2", "2025.2.3..", true)]
    [InlineData("2025.2", "2025.2.9", true)]
    [InlineData("2024.12.., 2024.8.5", "..2024.8", true)]
    [InlineData("2024.8.5..2024.8.6", "2024.8.7..", false)]
    [InlineData("..", "2026.5.0", true)]
    [InlineData("never", "..", false)]
    public void Says_whether_another_range_shares_a_version(string one, string other, bool expected)
    {
        Assert.Equal(expected, VersionRange.Parse(one).Overlaps(VersionRange.Parse(other)));
        Assert.Equal(expected, VersionRange.Parse(other).Overlaps(VersionRange.Parse(one)));
    }

    [Theory]
    [InlineData("2025.12", "2026.2..", "2025.12,2026.2..")]
    [InlineData("2025.12", "..", "..")]
    [InlineData("never", "2025.12", "2025.12")]
    [InlineData("never", "never", "never")]
    public void Joins_ranges(string one, string other, string both) =>
        Assert.Equal(both, VersionRange.Join([VersionRange.Parse(one), VersionRange.Parse(other)]).ToString());

    [Theory]
    [InlineData("2024")]
    [InlineData("2024.8...2025.2")]
    [InlineData("2024.8.., x")]
    [InlineData("")]
    [InlineData("2024.8-rc1..")]
    public void Refuses_what_is_no_range(string text) => Assert.Throws<FormatException>(() => VersionRange.Parse(text));

    [Theory]
    [InlineData("2026.2.2", "2026.2.10")]
    [InlineData("2025.12.6", "2026.2.0")]
    [InlineData("2026.5.0-rc1", "2026.5.1")]
    public void Orders_versions_by_number(string older, string newer) =>
        Assert.True(ServerVersion.Parse(older) < ServerVersion.Parse(newer));

    [Theory]
    [InlineData("..", null, null)]
    [InlineData("never", null, null)]
    [InlineData("2024.12..", "2024.12", null)]
    [InlineData("..2025.8", null, "2025.8")]
    [InlineData("2024.8.5..2024.8", "2024.8.5", "2024.8")]
    [InlineData("2025.8", "2025.8", "2025.8")]
    [InlineData("..2024.8, 2026.2.3..2026.5.0", null, "2026.5.0")]
    public void A_range_tells_its_ends_as_the_book_writes_them(string text, string? since, string? until)
    {
        var range = VersionRange.Parse(text);
        Assert.Equal(since, range.Since);
        Assert.Equal(until, range.Until);
    }
}
