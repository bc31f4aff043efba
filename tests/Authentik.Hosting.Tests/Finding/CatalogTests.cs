using System.Reflection;

namespace Authentik.Hosting.Tests.Finding;

/// <summary>Actions stand for the operations that they call or cover, and the pages of the admin interface that are known exist.</summary>
public class CatalogTests(Operations operations) : IClassFixture<Operations>
{
    private readonly Assembly product = operations.Shell.Value<Assembly>("(Get-Command Find-AuthentikCommand).ImplementingType.Assembly");

    [Theory]
    [InlineData("core_tokens_view_key_retrieve", "Get-AuthentikTokenKey")]
    [InlineData("admin_system_create", "Get-AuthentikSystem")]
    [InlineData("tasks_workers_list", "Get-AuthentikWorker")]
    public void Finds_the_action_that_calls_or_covers_an_operation(string id, string command)
    {
        var found = operations.Shell.Text(
            """
            $arguments = [Authentik.Book.ApiOperations]::All, [Authentik.Resources]::Book.Resources, [Authentik.Actions]::All
            $created = $catalog.GetMethod('Create').Invoke($null, $arguments)
            ($created | Where-Object { $_.Operation.OperationId -EQ $id }).Command | Select-Object -Unique
            """,
            new { catalog = Internal("CommandCatalog"), id });
        Assert.Equal([command], found);
    }

    [Fact]
    public void Knows_pages_only_of_paths_that_exist()
    {
        var paths = ((IEnumerable<string>)Internal("InterfaceRoutes").GetProperty("Paths")!.GetValue(null)!).ToList();
        Assert.True(paths.Count > 30, $"There are only {paths.Count} pages.");
        Assert.All(paths, path => Assert.Contains(
            operations.All, operation => operation.Path.StartsWith($"/{path}/", StringComparison.Ordinal)));
    }

    private Type Internal(string name) => product.GetType($"Authentik.Commands.{name}", throwOnError: true)!;
}
