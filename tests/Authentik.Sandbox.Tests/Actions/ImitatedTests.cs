using Authentik.Book;
using Authentik.Sandboxing.Endpoints;
using Authentik.Sandboxing.State;
using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Which operations the sandbox doesn't imitate: those that its README lists, one a line.</summary>
public class ImitatedTests
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static TheoryData<string> Versions =>
        [Resources.Book.Oldest.ToString(), "2024.12.5", "2025.6.4", "2025.10.4", "2026.2.2", Resources.Book.Newest.ToString()];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_readme_lists_what_is_left(string version)
    {
        var options = new SandboxOptions { Version = ServerVersion.Parse(version) };
        var state = Sandbox.CreateState(options);
        var operations = ApiOperations.All.Where(operation => operation.Versions.Contains(options.Version)).ToList();
        var left = operations.Where(operation => !IsImitated(state, operation)).Select(operation => operation.ToString()).ToList();
        var listed = await ReadListAsync();
        var expected = listed.Where(line => operations.Exists(operation => operation.ToString() == line)).ToList();
        Assert.NotEmpty(listed);
        Assert.True(
            left.Except(expected).Concat(expected.Except(left)).ToList() is { Count: 0 },
            string.Join('\n', left.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task The_readme_lists_operations_that_exist() =>
        Assert.Empty((await ReadListAsync()).Except(ApiOperations.All.Select(operation => operation.ToString())));

    private static async Task<IReadOnlyList<string>> ReadListAsync()
    {
        var file = Path.Combine(Repository.Find()!.FullName, "src", "Authentik.Sandbox", "README.md");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        return [.. lines.Where(line => Methods.Contains(line.Split(' ')[0]))];
    }

    private static bool IsImitated(ServerState state, ApiOperation operation)
    {
        var url = string.Join('/', operation.Path.Split('/').Select(segment => segment.StartsWith('{') ? "x" : segment));
        return ListActions.Find(state.Paths.Find(url)!, operation.Method) is not null
            || (state.Router.Find(url) is { } route
                && (route.Action is null or "used_by" || ObjectActions.Find(route.Resource, route.Action) is not null));
    }
}
