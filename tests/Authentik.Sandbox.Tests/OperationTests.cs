using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>
/// The operations of the version decide what a URL is: an unknown one is 404, a wrong method 405, and an operation that the sandbox
/// doesn't imitate 501.
/// </summary>
public class OperationTests
{
    private const string Page = "text/html; charset=utf-8";
    private const string Dummy = "no-such-id";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static TheoryData<string> Versions =>
        [Resources.Book.Oldest.ToString(), "2024.12.5", "2025.6.4", "2025.10.4", "2026.2.2", Resources.Book.Newest.ToString()];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_read_of_the_version_is_known(string version)
    {
        using var client = new Client(version);
        var failures = new List<string>();
        foreach (var operation in OperationsOf(version).Where(operation => operation.Method == "GET"))
        {
            var (url, hasObject) = await FillAsync(client, operation.Path);
            var came = await client.Get(url);
            var isMissingObject = came.Status == 404 && !hasObject && came.ContentType == "application/json";
            if (came.Status is 404 or 405 or 500 && !isMissingObject)
            {
                failures.Add($"{operation}: {came.Status} {came.ContentType} for {url}");
            }
        }

        Assert.Empty(failures);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_write_of_the_version_is_known(string version)
    {
        using var client = new Client(version);
        var failures = new List<string>();
        foreach (var operation in OperationsOf(version).Where(operation => operation.Method != "GET"))
        {
            var came = await client.Send(operation.Method, WithDummies(operation.Path), Json.Of("{}"));
            var namesObject = operation.Path.Contains('{', StringComparison.Ordinal);
            var isMissingObject = came.Status == 404 && namesObject && came.ContentType == "application/json";
            if (came.Status is 404 or 405 or 500 && !isMissingObject)
            {
                failures.Add($"{operation}: {came.Status} {came.ContentType}");
            }
        }

        Assert.Empty(failures);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_method_that_the_version_lacks_is_405(string version)
    {
        using var client = new Client(version);
        var failures = new List<string>();
        foreach (var path in OperationsOf(version).GroupBy(operation => operation.Path))
        {
            foreach (var method in Methods.Except(path.Select(operation => operation.Method)))
            {
                var came = await client.Send(method, WithDummies(path.Key), Json.Of("{}"));
                var allowed = came.Headers.GetValueOrDefault("Allow", string.Empty).Split(", ");
                var isRefused = (came.Status, came.Detail) == (405, $"Method \"{method}\" not allowed.");
                if (!isRefused || path.Any(one => !allowed.Contains(one.Method)))
                {
                    failures.Add($"{method} {path.Key}: {came.Status} {came.ContentType} {string.Join(' ', allowed)}");
                }
            }
        }

        Assert.Empty(failures);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_operation_of_other_versions_is_unknown(string version)
    {
        var known = OperationsOf(version).Select(operation => WithDummies(operation.Path)).ToHashSet();
        var all = ApiOperations.All.Select(operation => WithDummies(operation.Path));
        var others = all.Where(url => !known.Contains(url)).Distinct().ToList();
        using var client = new Client(version);
        var failures = new List<string>();
        foreach (var url in others)
        {
            var came = await client.Get(url);
            if (came.Status is not (404 or 405))
            {
                failures.Add($"GET {url}: {came.Status} {came.Text}");
            }
        }

        Assert.NotEmpty(others);
        Assert.Empty(failures);
    }

    [Theory]
    [InlineData("/no/such/")]
    [InlineData("/core/")]
    [InlineData("/core/users/5/nonsense/")]
    [InlineData("/ssf/streams/1/jump/")]
    [InlineData("/agents/agents/")]
    [InlineData("/tasks/workers/")]
    public async Task An_unknown_url_is_a_page(string url)
    {
        using var client = new Client("2026.2.2");
        var came = await client.Get(url);
        Assert.Equal((404, Page), (came.Status, came.ContentType));
    }

    private static IEnumerable<ApiOperation> OperationsOf(string version)
    {
        var parsed = ServerVersion.Parse(version);
        return ApiOperations.All.Where(operation => operation.Versions.Contains(parsed));
    }

    private static string WithDummies(string path) =>
        string.Join('/', path.Split('/').Select(segment => segment.StartsWith('{') ? Dummy : segment));

    // The first object of the list stands for the first id, if the sandbox has one.
    private static async Task<(string Url, bool HasObject)> FillAsync(Client client, string path)
    {
        var start = path.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
        {
            return (path, true);
        }

        var resource = Resources.Book.Resources.FirstOrDefault(resource => resource.Path == path[..start]);
        var rows = resource is null ? [] : WholeBook.ObjectMaker.Rows(await client.Get($"{resource.Path}?model=authentik_core.user"));
        var key = rows.Count > 0 ? rows[0][resource!.Key]?.ToString() : null;
        var rest = path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..];
        var hasObject = key is not null && !rest.Contains('{', StringComparison.Ordinal);
        return ($"{path[..start]}{Uri.EscapeDataString(key ?? Dummy)}{WithDummies(rest)}", hasObject);
    }
}
