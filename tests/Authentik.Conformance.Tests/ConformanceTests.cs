using Authentik.Conformance.Tests.Comparing;
using Authentik.Conformance.Tests.Documents;

namespace Authentik.Conformance.Tests;

/// <summary>
/// Holds the compiled module against authentik's own OpenAPI documents, version by version: whatever a document has, the
/// module must have for that version, and nothing more. <see cref="Rules"/> says what is no difference.
/// </summary>
public class ConformanceTests(ConformanceRun run, ITestOutputHelper output) : IClassFixture<ConformanceRun>
{
    // What these refer to may be gone; then real servers answer null, which no document says.
    private static readonly HashSet<string> NullInAnswers = ["Set-AuthentikNotification event", "New-AuthentikAgent parent"];

    public static TheoryData<string> Versions => ApiDocument.Missing is null ? [.. ApiDocument.Versions] : ["none"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Module_has_what_the_version_has(string version)
    {
        Assert.SkipWhen(ApiDocument.Missing is not null, ApiDocument.Missing ?? string.Empty);
        var tally = run[version];
        output.WriteLine(tally.ToString());
        Assert.True(tally.Faults.Count == 0, string.Join(Environment.NewLine, tally.Faults.Prepend($"{tally.Faults.Count} differences:")));
        Assert.Empty(tally.Later);
        Assert.True(tally.Of(Part.Operation).All > 700, "the document was not understood");
    }

    // A field has one type for all versions, and for requests and answers, so that one document is enough.
    [Fact]
    public void Null_is_taken_where_a_document_says_so()
    {
        Assert.SkipWhen(ApiDocument.Missing is not null, ApiDocument.Missing ?? string.Empty);
        var never = run.All
            .SelectMany(tally => tally.Nulls)
            .GroupBy(one => one.Key)
            .Where(one => !one.Any(pair => pair.Value))
            .Select(one => one.Key);
        Assert.Empty(never.Except(NullInAnswers));
    }
}
