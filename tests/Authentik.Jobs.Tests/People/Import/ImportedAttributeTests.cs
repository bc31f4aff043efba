using System.Text.Json.Nodes;
using Authentik.Jobs.Tests.Support;
using static Authentik.Jobs.Tests.People.Import.ImportRun;

namespace Authentik.Jobs.Tests.People.Import;

public sealed class ImportedAttributeTests : IDisposable
{
    private readonly JobServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task Other_attributes_stay_nested_ones_too()
    {
        await server.ImportAsync(
            Row(1, ("username", "a"), ("attributes.address.city", "Rome"), ("attributes.address.zip", "1"), ("attributes.x", "y")));
        var result = (await server.ImportAsync(
            Row(1, ("username", "a"), ("attributes.address.city", "Bonn"), ("attributes.new.deep.word", "z"))))[0];
        Assert.Equal(
            ["attributes.address.city: Rome → Bonn", "attributes.new.deep.word: (none) → z"],
            result.Changes.Select(one => one.ToString()));
        Assert.Equal(
            """{"address":{"city":"Bonn","zip":"1"},"x":"y","new":{"deep":{"word":"z"}}}""",
            (await server.ReadAttributesAsync("a")).ToJsonString());
    }

    [Fact]
    public async Task Text_is_the_same_as_the_number_or_boolean_that_is_stored()
    {
        await server.ImportAsync(
            Row(1, ("username", "a"), ("attributes.room", JsonNode.Parse("305")), ("attributes.on", JsonNode.Parse("true"))));
        server.Forget();
        Assert.Equal(
            JobStatus.Unchanged,
            (await server.ImportAsync(Row(1, ("username", "a"), ("attributes.room", "305"), ("attributes.on", "True"))))[0].Status);
        Assert.Empty(server.Writes);
        await server.ImportAsync(Row(1, ("username", "a"), ("attributes.room", "306")));
        Assert.Equal("""{"room":"306","on":true}""", (await server.ReadAttributesAsync("a")).ToJsonString());
    }

    [Fact]
    public async Task A_cleared_attribute_is_removed_and_a_cleared_string_is_empty()
    {
        await server.ImportAsync(Row(1, ("username", "a"), ("email", "a@example.com"), ("attributes.x", "1"), ("attributes.y", "2")));
        var row = Row(1, ("username", "a"), ("email", string.Empty), ("attributes.x", null));
        Assert.Equal(
            ["email: a@example.com → (none)", "attributes.x: 1 → (none)"],
            (await server.ImportAsync(row))[0].Changes.Select(one => one.ToString()));
        Assert.Equal("""{"y":"2"}""", (await server.ReadAttributesAsync("a")).ToJsonString());
        Assert.Equal(JobStatus.Unchanged, (await server.ImportAsync(row))[0].Status);
    }

    [Fact]
    public void Keys_of_authentik_itself_are_not_split()
    {
        Assert.Equal(["goauthentik.io/user/can-change-email"], UserColumn.Find("attributes.goauthentik.io/user/can-change-email")!.Path);
        Assert.Equal(["a", "b"], UserColumn.Find("Attributes.a.b")!.Path);
        Assert.Throws<InputException>(() => UserColumn.Find("attributes.a..b"));
    }

    [Fact]
    public async Task Attributes_with_names_of_secrets_are_not_shown()
    {
        var created = (await server.ImportAsync(
            Row(1, ("username", "a"), ("attributes.vpn_password", "hush-1"), ("attributes.office", "Rome"))))[0];
        var changed = (await server.ImportAsync(Row(1, ("username", "a"), ("attributes.vpn_password", "hush-2"))))[0];
        Assert.Equal("attributes.vpn_password", changed.Changes.Single().ToString());
        var told = string.Join('\n', created.Done.Concat(changed.Done).Concat(server.Log.Lines).Concat(server.Log.Warnings));
        Assert.Contains("attributes.vpn_password", told, StringComparison.Ordinal);
        Assert.Contains("office 'Rome'", told, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", told, StringComparison.Ordinal);
        Assert.Equal("hush-2", (string?)(await server.ReadAttributesAsync("a"))["vpn_password"]);
    }

    [Theory]
    [InlineData("username", "username")]
    [InlineData("IsActive", "is_active")]
    [InlineData("active", "is_active")]
    [InlineData("Group", "groups")]
    [InlineData("LastLogin", "LastLogin")]
    [InlineData("department", null)]
    public void Columns_have_the_names_of_fields_parameters_and_properties(string name, string? column) =>
        Assert.Equal(column, UserColumn.Find(name)?.Name);
}
