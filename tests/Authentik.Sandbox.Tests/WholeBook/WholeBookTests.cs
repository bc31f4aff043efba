using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.WholeBook;

/// <summary>Every resource of the book works on the sandbox as the book says, on the oldest, a middle and the newest version.</summary>
public class WholeBookTests(ITestOutputHelper output)
{
    private const string Licences = "/enterprise/license/";

    public static TheoryData<string> Versions => [Resources.Book.Oldest.ToString(), "2025.6.4", Resources.Book.Newest.ToString()];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_resource_can_do_what_the_book_says(string version)
    {
        var state = Sandbox.CreateState(new SandboxOptions { Version = ServerVersion.Parse(version) });
        using var client = new Client(version);
        if (state.Catalog.FindByPath(Licences) is not null)
        {
            await client.Post(Licences, Json.Of("""{ "key": "ey-sandbox-licence" }"""));
        }

        var maker = new ObjectMaker(state, client);
        var (checks, made, failures) = (0, 0, new List<string>());
        foreach (var resource in state.Catalog.Resources)
        {
            var one = new ResourceChecks(state, client, maker, resource);
            await one.RunAsync();
            checks += one.Count;
            made += one.IsMade ? 1 : 0;
            failures.AddRange(one.Failures);
        }

        output.WriteLine(
            $"{version}: {state.Catalog.Resources.Count} resources, {made} of them made, changed and deleted; "
            + $"{checks} checks, {failures.Count} failed");
        failures.ForEach(output.WriteLine);
        Assert.Empty(failures);
    }
}
