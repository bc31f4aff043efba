namespace Authentik.Hosting.Tests.Finding;

/// <summary>What Find-AuthentikCommand takes: ids, addresses, lines of logs, pages, words.</summary>
public class QueryTests(Operations operations) : IClassFixture<Operations>
{
    private const string LogLine =
        "192.0.2.7 - - [02/Jan/2026:10:00:00 +0000] \"POST /api/v3/core/users/5/set_password/ HTTP/1.1\" 204 0 "
        + "\"https://auth.example.com/if/admin/\" \"Mozilla/5.0\"";

    [Theory]
    [InlineData("core_users_list", "core_users_list")]
    [InlineData("CORE_Users_List", "core_users_list")]
    [InlineData("core_users_set_p*", "core_users_set_password_create core_users_set_password_hash_create")]
    [InlineData("core_user?_list", "core_users_list")]
    [InlineData("Set-AuthentikUser", "core_users_update core_users_partial_update")]
    [InlineData("core_users_list, core_users_create", "core_users_list core_users_create")]
    public void Takes_operation_ids_with_wildcards_and_commands(string arguments, string ids) =>
        Assert.Equal(ids.Split(' '), operations.Ids(arguments));

    [Fact]
    public void Takes_several_queries_through_the_pipeline() => Assert.Equal(
        ["core_users_list", "core_users_create"],
        operations.Run("'GET /api/v3/core/users/ HTTP/1.1', 'core_users_create' | Find-AuthentikCommand")
            .Select(operation => operation.Id));

    [Fact]
    public void Takes_an_id_that_was_at_two_paths_as_two_operations() => Assert.Equal(
        [("/tasks/workers", "2025.8", "2026.2"), ("/tasks/workers/", "2026.5", null)],
        operations.Find("tasks_workers_list").Select(found => (found.Path, found.Since, found.Until)));

    [Theory]
    [InlineData("https://auth.example.com/api/v3/core/users/5/?x=y", "/core/users/{id}/", "GET PUT PATCH DELETE")]
    [InlineData("https://example.com/auth/sub/api/v3/core/users/?page=1&search=a%20b", "/core/users/", "GET POST")]
    [InlineData("http://localhost:9000/api/v3/core/users/5", "/core/users/{id}/", "GET PUT PATCH DELETE")]
    [InlineData("https://auth.example.com/core/applications/grafana/", "/core/applications/{slug}/", "GET PUT PATCH DELETE")]
    [InlineData("https://auth.example.com/api/v3/core/users/me/", "/core/users/me/", "GET")]
    [InlineData("/core/users/", "/core/users/", "GET POST")]
    [InlineData("core/users/5", "/core/users/{id}/", "GET PUT PATCH DELETE")]
    [InlineData("/core/users/{pk}/", "/core/users/{id}/", "GET PUT PATCH DELETE")]
    [InlineData("PATCH /core/users/{id}/", "/core/users/{id}/", "PATCH")]
    [InlineData("patch core/users/5", "/core/users/{id}/", "PATCH")]
    [InlineData("DELETE https://auth.example.com/api/v3/core/users/5/", "/core/users/{id}/", "DELETE")]
    [InlineData("GET /api/v3/core/users/?page=1 HTTP/1.1", "/core/users/", "GET")]
    [InlineData(LogLine, "/core/users/{id}/set_password/", "POST")]
    [InlineData("""{"event": "/api/v3/core/tokens/x/", "method": "GET", "status": 200}""", "/core/tokens/{identifier}/", "GET")]
    [InlineData("""curl -X PUT "https://auth.example.com/api/v3/core/brands/1/" -d @b.json""", "/core/brands/{brand_uuid}/", "PUT")]
    [InlineData("/sources/user_connections/all/7/", "/sources/user_connections/all/{id}/", "GET PUT PATCH DELETE")]
    public void Takes_addresses_requests_and_lines_of_logs(string query, string path, string methods)
    {
        var found = operations.FindQuery(query);
        Assert.All(found, operation => Assert.Equal(path, operation.Path));
        Assert.Equal(methods.Split(' '), found.Select(operation => operation.Method));
    }

    [Theory]
    [InlineData(
        "https://auth.example.com/if/admin/#/identity/users", "/core/users/",
        "core_users_list core_users_create core_users_destroy")]
    [InlineData(
        "https://auth.example.com/if/admin/#/identity/users/5;%7B%22page%22%3A%22page-groups%22%7D", "/core/users/{id}/",
        "core_users_partial_update core_users_set_password_create")]
    [InlineData("https://example.com/auth/if/admin/#/core/applications/grafana", "/core/applications/{slug}/", "core_applications_destroy")]
    [InlineData("https://auth.example.com/if/admin/#/core/providers/7", "/providers/all/{id}/", "providers_all_destroy")]
    [InlineData("https://auth.example.com/if/admin/#/flow/stages/prompts;x", "/stages/prompt/prompts/", "stages_prompt_prompts_list")]
    [InlineData("#/policy/policies", "/policies/all/", "policies_all_list")]
    public void Takes_pages_of_the_admin_interface(string address, string start, string ids)
    {
        var found = operations.FindQuery(address);
        Assert.All(found, operation => Assert.StartsWith(start, operation.Path, StringComparison.Ordinal));
        Assert.Empty(ids.Split(' ').Except(found.Select(operation => operation.Id)));
    }

    [Fact]
    public void Shows_what_is_below_a_path_where_nothing_is_at_it()
    {
        var flows = operations.Find("/flows/");
        Assert.NotEmpty(flows);
        Assert.All(flows, operation => Assert.StartsWith("/flows/", operation.Path, StringComparison.Ordinal));
        Assert.Equal(
            ["/core/transactional/applications/"], operations.Find("'PUT /core/transactional/'").Select(operation => operation.Path));
        Assert.Equal(
            ["/core/users/{id}/set_password/", "/core/users/{id}/set_password_hash/"],
            operations.Find("'/core/users/*/set_*'").Select(operation => operation.Path));
    }

    [Fact]
    public void Takes_an_area()
    {
        var found = operations.Find("rac");
        Assert.NotEmpty(found);
        Assert.All(found, operation => Assert.StartsWith("/rac/", operation.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("password", "core_users_set_password_create")]
    [InlineData("scim group", "sources_scim_groups_list")]
    public void Takes_words(string words, string id) => Assert.Contains(id, operations.Ids($"'{words}'"));

    [Fact]
    public void Takes_words_in_any_order_and_case_and_of_the_product()
    {
        Assert.Equal(operations.Ids("'scim group'"), operations.Ids("'GROUP  scim'"));
        Assert.Contains("providers_oauth2_list", operations.Ids("'oauth2 provider'"));
    }

    [Theory]
    [InlineData("access request", "Get-AuthentikGrantRequest")]
    [InlineData("access requests", "New-AuthentikGrantRequest")]
    [InlineData("lifecycle review", "Get-AuthentikLifecycleIteration")]
    [InlineData("system tasks", "Get-AuthentikBackgroundTask")]
    [InlineData("outpost integrations", "Get-AuthentikOutpostServiceConnection")]
    public void Takes_words_of_the_admin_interface(string words, string command) =>
        Assert.Contains(command, operations.Find($"'{words}'").Select(found => found.Command));

    [Theory]
    [InlineData("sign in", "Connect-Authentik")]
    [InlineData("group member", "Get-AuthentikGroupMember")]
    [InlineData("child groups", "Add-AuthentikGroupMember")]
    public void Takes_words_for_commands_that_stand_for_no_single_operation(string words, string command)
    {
        Assert.Contains(command, operations.Find($"'{words}'").Select(found => found.Command));
        Assert.Contains(command, operations.Find($"'{words}' -Version 2024.10").Select(found => found.Command));
    }

    [Fact]
    public void Shows_a_command_without_an_operation_without_a_method_and_a_path()
    {
        var found = Assert.Single(operations.Find("Get-AuthentikGroupMember"));
        Assert.Equal((null, null, null), (found.Id, found.Method, found.Path));
        Assert.DoesNotContain(operations.Find("'group member' -Method GET, POST, PATCH"), one => one.Id is null);
    }

    [Fact]
    public void Keeps_to_methods() => Assert.Equal(
        ["DELETE", "PATCH"],
        operations.Find("core_users_* -Method delete, PATCH").Select(operation => operation.Method).ToHashSet().Order());

    [Theory]
    [InlineData("2024.10.2", "core_applications_set_icon_create", true)]
    [InlineData("2024.10.2", "core_users_export_create", false)]
    [InlineData("2025.10", "core_applications_set_icon_create", true)]
    [InlineData("2026.8", "core_applications_set_icon_create", false)]
    [InlineData("2026.8", "core_users_export_create", true)]
    public void Keeps_to_a_version(string version, string id, bool isFound) =>
        Assert.Equal(isFound, operations.Ids($"* -Version {version}").Contains(id));

    [Fact]
    public void Completes_ids_and_areas()
    {
        Assert.Equal(
            ["core_users_set_password_create", "core_users_set_password_hash_create"],
            operations.Shell.Complete("Find-AuthentikCommand core_users_set_p"));
        Assert.Contains("rac", operations.Shell.Complete("Find-AuthentikCommand ra"));
        var details = operations.Shell.CompleteWithDetails("Find-AuthentikCommand core_users_lis");
        Assert.Equal("GET /core/users/", Assert.Single(details).ToolTip);
    }
}
