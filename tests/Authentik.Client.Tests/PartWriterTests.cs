using System.Collections.Specialized;
using System.Text.Json.Nodes;
using Authentik.Changes;
using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>Adding to stored values and removing from them, without harm to what another client does at the same time.</summary>
public class PartWriterTests
{
    private const string Provider = """
        {"name": "p", "redirect_uris": [
            {"matching_mode": "strict", "url": "https://a.example/cb", "later": 1},
            {"matching_mode": "regex", "url": "https://b.*"}]}
        """;

    private static readonly Guid[] Ids =
        [.. Enumerable.Range(1, 4).Select(number => Guid.Parse($"00000000-0000-0000-0000-00000000000{number}"))];

    private static StoredObject Brand(string attributes) => new(Resources.Brand, $$"""{"domain": "d", "attributes": {{attributes}}}""");

    private static StoredObject Stage(params Guid[] fields) =>
        new(Resources.PromptStage, $$"""{"name": "s", "fields": [{{string.Join(", ", fields.Select(id => $"\"{id}\""))}}]}""");

    private static Identity[] Prompts(params int[] numbers) => [.. numbers.Select(number => Resources.Prompt.MakeIdentity(Ids[number]))];

    [Fact]
    public async Task What_is_there_stays_in_its_order()
    {
        var server = Stage(Ids[2], Ids[0], Ids[1]);
        await server.ChangeAsync(("fields", true, Prompts(3, 2)), ("fields", false, Prompts(0)));
        Assert.Equal(
            [$$"""PATCH /stages/prompt/stages/{{StoredObject.Id}}/ {"fields":["{{Ids[2]}}","{{Ids[1]}}","{{Ids[3]}}"]}"""], server.Writes);
        Assert.Equal(2, server.Reads);
    }

    [Fact]
    public async Task What_is_so_already_is_not_sent()
    {
        var server = Stage(Ids[0]);
        var (plan, changed) = await server.ChangeAsync(("fields", true, Prompts(0)), ("fields", false, Prompts(1)));
        Assert.True(plan.IsNothing);
        Assert.NotNull(changed);
        Assert.Empty(server.Writes);
        Assert.Equal(1, server.Reads);
    }

    [Fact]
    public async Task What_another_client_adds_before_the_write_stays()
    {
        var server = Stage(Ids[0]);
        server.BeforeRead = (read, state) =>
        {
            if (read == 2)
            {
                ((JsonArray)state["fields"]!).Add(Ids[1].ToString());
            }
        };
        await server.ChangeAsync(("fields", true, Prompts(2)));
        Assert.EndsWith(
            $$"""{"fields":["{{Ids[0]}}","{{Ids[1]}}","{{Ids[2]}}"]}""", Assert.Single(server.Writes), StringComparison.Ordinal);
        Assert.Equal(3, server.Reads);
    }

    [Fact]
    public async Task What_another_client_always_changes_is_an_error_and_nothing_is_written()
    {
        var server = Brand("""{"n": 0}""");
        server.BeforeRead = (read, state) => state["attributes"]!["n"] = read;
        var problem = await Assert.ThrowsAsync<InputException>(
            () => server.ChangeAsync(("attributes", true, new OrderedDictionary { ["x"] = 1 })));
        Assert.Contains("Somebody else changed Attributes of the brand 'd'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed. Try again", problem.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
        Assert.Equal(5, server.Reads);
    }

    [Fact]
    public async Task Another_field_that_changes_does_no_harm()
    {
        var server = Stage(Ids[0]);
        server.BeforeRead = (read, state) => state["name"] = $"s{read}";
        await server.ChangeAsync(("fields", true, Prompts(1)));
        Assert.Equal(2, server.Reads);
        Assert.Single(server.Writes);
    }

    [Fact]
    public async Task Nested_keys_are_merged_and_removed_also_where_they_contain_dots()
    {
        var server = Brand("""{"a": {"b": 1, "c": {"d": 2, "e": 3}}, "goauthentik.io/x.y": 4, "z": {"p.q": 5, "r": 6}}""");
        var (plan, _) = await server.ChangeAsync(
            ("attributes", true, new OrderedDictionary { ["a"] = new OrderedDictionary { ["b"] = 9 }, ["new"] = new[] { 1 } }),
            ("attributes", false, new[] { "a.c.d", "goauthentik.io/x.y", "z.p.q", "missing", "a.missing" }));
        Assert.EndsWith(
            """{"attributes":{"a":{"b":9,"c":{"e":3}},"z":{"r":6},"new":[1]}}""", Assert.Single(server.Writes), StringComparison.Ordinal);
        Assert.Equal(
            "Change Attributes: 1 added (new), 1 changed (a.b), 3 removed (a.c.d, goauthentik.io/x.y, z.p.q)", plan.Describe());
    }

    [Fact]
    public async Task A_key_is_removed_also_from_JSON_that_is_merged()
    {
        var server = new StoredObject(Resources.Outpost, """{"name": "o", "type": "ldap", "config": {"a": 1, "b": 2}}""");
        await server.ChangeAsync(("config", false, new[] { "a" }));
        Assert.Contains("\"config\":{\"b\":2}", Assert.Single(server.Writes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nested_object_keeps_what_the_book_does_not_know_and_goes_by_its_address()
    {
        var server = new StoredObject(Resources.OAuth2Provider, Provider);
        await server.ChangeAsync(
            ("redirect_uris", true, Uris("https://a.example/cb", "https://c.example/cb")), ("redirect_uris", false, Uris("https://b.*")));
        Assert.EndsWith(
            """{"redirect_uris":[{"matching_mode":"strict","url":"https://a.example/cb","later":1},"""
                + """{"matching_mode":"strict","url":"https://c.example/cb"}]}""",
            Assert.Single(server.Writes),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_text_stay_lines()
    {
        var server = new StoredObject(
            Resources.OAuth2Provider, """{"name": "p", "redirect_uris": "https://a.example/cb\nhttps://b.example/cb"}""", "2024.8.4");
        await server.ChangeAsync(
            ("redirect_uris", true, Uris("https://c.example/cb")), ("redirect_uris", false, Uris("https://a.example/cb")));
        Assert.EndsWith(
            """{"redirect_uris":"https://b.example/cb\nhttps://c.example/cb"}""", Assert.Single(server.Writes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_of_a_group_are_changed_one_by_one()
    {
        var server = new StoredObject(
            Resources.Group,
            """{"name": "g", "users": [1, 2], "users_obj": [{"pk": 1, "username": "ann"}, {"pk": 2, "username": "bob"}]}""");
        var (plan, _) = await server.ChangeAsync(("users", true, Users(2, 3)), ("users", false, Users(1)));
        var path = $"POST /core/groups/{StoredObject.Id}/";
        Assert.Equal([$$"""{{path}}remove_user/ {"pk":1}""", $$"""{{path}}add_user/ {"pk":3}"""], server.Writes);
        Assert.Equal("Change User: 1 added (3), 1 removed (ann)", plan.Describe());
    }

    [Fact]
    public async Task Groups_and_roles_of_a_user_are_changed_one_by_one()
    {
        var server = new StoredObject(Resources.User, $$"""{"username": "u", "groups": ["{{Ids[0]}}"], "roles": ["{{Ids[1]}}"]}""");
        await server.ChangeAsync(
            ("groups", true, new[] { Resources.Group.MakeIdentity(Ids[2]) }),
            ("groups", false, new[] { Resources.Group.MakeIdentity(Ids[0]) }),
            ("roles", true, new[] { Resources.Role.MakeIdentity(Ids[3]) }));
        Assert.Equal(
            [
                $$"""POST /core/groups/{{Ids[0]}}/remove_user/ {"pk":7}""",
                $$"""POST /core/groups/{{Ids[2]}}/add_user/ {"pk":7}""",
                $$"""POST /rbac/roles/{{Ids[3]}}/add_user/ {"pk":7}""",
            ],
            server.Writes);
    }

    [Fact]
    public async Task What_would_be_dropped_is_told_before_a_list_is_replaced()
    {
        var server = Stage(Ids[0], Ids[1]);
        var values = new FieldValues();
        values.Set(Resources.PromptStage.GetField("fields"), Prompts(1, 2));
        values.Set(Resources.PromptStage.GetField("name"), "new");
        var (plan, _) = await server.ChangeAsync(values, ChangeDetail.Shown);
        Assert.Equal($"Change Name 'new'; Field: replaces the list, 1 added ({Ids[2]}), 1 removed ({Ids[0]})", plan.Describe());
        Assert.Equal(1, server.Reads);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_list_that_is_replaced_needs_no_read()
    {
        var server = Stage(Ids[0]);
        var values = new FieldValues();
        values.Set(Resources.PromptStage.GetField("fields"), Prompts(1));
        var (plan, _) = await server.ChangeAsync(values);
        Assert.Equal("Change Field: replaces the list", plan.Describe());
        Assert.Equal(0, server.Reads);
    }

    [Theory]
    [InlineData("both", "is specified for -AddField and for -RemoveField")]
    [InlineData("replaced", "-AddField can't be used together with -Field, which replaces the whole value")]
    [InlineData("null", "-AddField can't be null")]
    public async Task What_contradicts_itself_is_refused_before_any_request(string how, string message)
    {
        var server = Stage(Ids[0]);
        var field = Resources.PromptStage.GetField("fields");
        var values = new FieldValues();
        values.Change(new FieldPart(field, IsAdded: true, how == "null" ? null : Prompts(1)));
        if (how == "both")
        {
            values.Change(new FieldPart(field, IsAdded: false, Prompts(1)));
        }
        else if (how == "replaced")
        {
            values.Set(field, Prompts(2));
        }

        var problem = await Assert.ThrowsAsync<InputException>(() => server.ChangeAsync(values));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Reads);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_value_that_the_server_does_not_return_is_not_changed_in_part()
    {
        var server = new StoredObject(Resources.PromptStage, """{"name": "s"}""");
        var problem = await Assert.ThrowsAsync<InputException>(() => server.ChangeAsync(("fields", true, Prompts(0))));
        Assert.Contains("The server didn't return Fields of 's'", problem.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    private static Identity[] Users(params long[] ids) => [.. ids.Select(id => Resources.User.MakeIdentity(id))];

    private static RedirectUri[] Uris(params string[] addresses) => [.. addresses.Select(Uri)];

    private static RedirectUri Uri(string address)
    {
        var uri = new RedirectUri();
        var json = new JsonObject { ["matching_mode"] = "strict", ["url"] = address };
        uri.Fill(System.Text.Json.JsonDocument.Parse(json.ToJsonString()).RootElement, session: null);
        return uri;
    }
}
