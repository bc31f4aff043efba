using System.Text.RegularExpressions;

namespace Authentik.Hosting.Tests.Finding;

/// <summary>Find-AuthentikCommand knows every operation and every command.</summary>
public partial class CoverageTests(Operations operations) : IClassFixture<Operations>
{
    private static readonly Dictionary<string, string[]> Methods = new()
    {
        ["Get"] = ["GET"], ["New"] = ["POST"], ["Set"] = ["PUT", "PATCH"], ["Remove"] = ["DELETE"],
    };

    private PowerShellSession Shell => operations.Shell;

    private IReadOnlyList<Operation> All => operations.All;

    private HashSet<string> Commands => [.. All.Select(operation => operation.Command)];

    [Fact]
    public void Knows_every_operation_of_the_book_each_once_for_every_command()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "api", "operations.yaml"));
        var distinct = All.Select(operation => (operation.Id, operation.Method, operation.Path)).Distinct().Count();
        Assert.Equal(lines.Count(OperationLine().IsMatch), distinct);
        Assert.True(distinct > 1200, $"There are only {distinct} operations.");
        Assert.Equal(
            All.Count, All.Select(operation => (operation.Id, operation.Method, operation.Path, operation.Command)).Distinct().Count());
        Assert.All(All, operation => Assert.Equal("Authentik.CommandMatch", operation.Type));
    }

    [Fact]
    public void Needs_no_session()
    {
        Assert.Empty(Shell.Invoke("Get-AuthentikSession"));
        Assert.NotEmpty(operations.Find("core_users_list"));
        Assert.DoesNotContain("Session", Shell.Text("(Get-Command Find-AuthentikCommand).Parameters.Keys"));
    }

    [Fact]
    public void Names_only_commands_that_exist()
    {
        Assert.True(Commands.Count > 10, $"There are only {Commands.Count} commands.");
        Assert.Empty(Commands.Except(ModuleCommandNames()));
    }

    // Some commands go the way of another resource: a device of any kind is removed where its kind is.
    [Fact]
    public void Finds_every_command_made_from_the_book()
    {
        var methods = All.ToLookup(operation => LastKey().Replace(operation.Path, string.Empty), operation => operation.Method);
        var existing = ModuleCommandNames();
        var expected =
            from resource in Shell.Invoke("[Authentik.Resources]::Book.Resources")
            from verb in Methods.Keys
            where methods[(string)resource.Properties["Path"].Value].Intersect(Methods[verb]).Any()
            let name = $"{verb}-Authentik{resource.Properties["Noun"].Value}"
            where existing.Contains(name)
            select name;
        var names = expected.ToList();
        Assert.True(names.Count > 10, $"There are only {names.Count} commands.");
        Assert.Empty(names.Except(Commands));
    }

    [Theory]
    [InlineData("core_users_list", "Get-AuthentikUser")]
    [InlineData("core_users_retrieve", "Get-AuthentikUser")]
    [InlineData("core_users_create", "New-AuthentikUser")]
    [InlineData("core_users_update", "Set-AuthentikUser")]
    [InlineData("core_users_partial_update", "Set-AuthentikUser")]
    [InlineData("core_groups_partial_update", "Set-AuthentikGroup Add-AuthentikGroupMember Remove-AuthentikGroupMember")]
    [InlineData("core_groups_add_user_create", "Add-AuthentikGroupMember")]
    [InlineData("core_groups_remove_user_create", "Remove-AuthentikGroupMember")]
    [InlineData("requests_grant_requests_fulfill_partial_update", "Approve-AuthentikGrantRequest Deny-AuthentikGrantRequest")]
    [InlineData("core_users_destroy", "Remove-AuthentikUser")]
    [InlineData("providers_all_destroy", "Remove-AuthentikProvider")]
    [InlineData("sources_user_connections_all_list", "Get-AuthentikUserConnection")]
    [InlineData("sources_user_connections_plex_create", "New-AuthentikUserConnection")]
    [InlineData("sources_user_connections_saml_partial_update", "Set-AuthentikUserConnection")]
    [InlineData("sources_user_connections_oauth_destroy", "Remove-AuthentikUserConnection")]
    [InlineData("schema_retrieve", "Export-AuthentikSchema")]
    [InlineData("core_authenticated_sessions_bulk_delete_destroy", "Stop-AuthentikUserSession")]
    public void Says_the_commands_for_an_id(string id, string commands) =>
        Assert.Equal(commands.Split(' '), operations.Find(id).Select(operation => operation.Command));

    [Fact]
    public void Finds_every_command_written_by_hand_by_its_name_and_by_the_words_in_it()
    {
        var commands = Shell.Text(
            """
            $own = (Get-Command Find-AuthentikCommand).ImplementingType.Assembly
            (Get-Command -Module Authentik | Where-Object { $_.ImplementingType.Assembly -EQ $own }).Name
            """);
        Assert.True(commands.Count > 10, $"There are only {commands.Count} commands.");
        Assert.All(commands, command =>
        {
            Assert.All(operations.Find(command), found => Assert.Equal(command, found.Command));
            var words = Word().Matches(command).Select(word => word.Value).Where(word => word != "Authentik");
            Assert.Contains(command, operations.Find($"'{string.Join(' ', words)}'").Select(found => found.Command));
        });
    }

    [Fact]
    public void Says_what_uses_an_object_only_where_there_is_such_a_command()
    {
        var expected = ModuleCommandNames().Contains("Get-AuthentikUsedBy") ? "Get-AuthentikUsedBy" : "Invoke-AuthentikRequest";
        Assert.Equal([expected], operations.Find("core_users_used_by_list").Select(operation => operation.Command));
    }

    private HashSet<string> ModuleCommandNames() => [.. Shell.Text("(Get-Command -Module Authentik).Name")];

    [GeneratedRegex(" (GET|POST|PUT|PATCH|DELETE) /")]
    private static partial Regex OperationLine();

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\w+\}/$")]
    private static partial Regex LastKey();
}
