using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Beside;

/// <summary>What counts as a difference, without a server.</summary>
public class ComparisonTests
{
    private const string Path = "/core/users/";

    private static readonly Deviation Named = new(Path, "results[].b", "a reason");

    [Theory]
    [InlineData("""{"results":[{"a":1}]}""", """{"results":[{"a":2}]}""", "")]
    [InlineData("""{"results":[{"a":1}]}""", """{"results":[]}""", "")]
    [InlineData("""{"results":[{"a":1,"b":1}]}""", """{"results":[{"a":1}]}""", "results[].b: only there")]
    [InlineData("""{"results":[{"a":{"c":1}}]}""", """{"results":[{"a":{"d":1}}]}""", "results[].a.c: only there,results[].a.d: only here")]
    [InlineData("""{"results":[{"a":1}]}""", """{"results":[{"a":"1"}]}""", "results[].a: number there, string here")]
    [InlineData("""{"results":[{"a":1}]}""", """{"results":[{"a":null}]}""", "")]
    [InlineData("""{"results":[{"attributes":{"x":1}}]}""", """{"results":[{"attributes":{"y":1}}]}""", "")]
    [InlineData("[]", "{}", ": array there, object here")]
    [InlineData(
        """[{"meta_model_name":"m","a":1},{"meta_model_name":"n","b":1}]""",
        """[{"meta_model_name":"m","b":1}]""",
        "[].a: only there,[].b: only here")]
    public void Keys_and_types_are_compared(string there, string here, string expected) =>
        Assert.Equal(expected, string.Join(',', Compare(Receive(200, there), Receive(200, here))));

    [Fact]
    public void The_status_comes_first() =>
        Assert.Equal("status: 200 there, 501 here", string.Join(',', Compare(Receive(200, "{}"), Receive(501, """{"detail":""}"""))));

    [Theory]
    [InlineData("""{"results":[{"b":1}]}""", "")]
    [InlineData("""{"results":[{"c":1}]}""", "results[].c: only there")]
    [InlineData("""{"results":[{"a":1}]}""", "This difference is gone.")]
    public void Only_what_is_named_differs_and_what_is_named_differs(string there, string expected)
    {
        var tally = new Tally(ServerVersion.Parse("2026.2.2"), [Named]);
        var differences = Compare(Receive(200, there), Receive(200, """{"results":[{"a":1}]}"""));
        tally.Add(new Outcome(new Read(Path, string.Empty), [.. differences.Where(one => one.Where != "results[].a")], true));
        Assert.Equal(expected.Length > 0, tally.Faults.Count > 0);
        Assert.Contains(expected, string.Join('\n', tally.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_difference_of_another_version_is_not_gone() =>
        Assert.Empty(new Tally(ServerVersion.Parse("2026.2.2"), [Named]).Faults);

    private static IReadOnlyList<Difference> Compare(Came there, Came here) => Comparison.Compare(
        there, here, FreeForm.Find(Sandbox.CreateState(new SandboxOptions { Version = ServerVersion.Parse("2026.2.2") }), Path));

    private static Came Receive(int status, string text) => new(status, "application/json", text, new Dictionary<string, string>());
}
