using System.Text.Json.Nodes;
using Authentik.Changes;
using Authentik.Client.Tests.Support;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>What was edited in a row that was an object is what is described, asked about and sent.</summary>
public class RowChangesTests
{
    private const string Stored = """{"name": "old", "email": "a@b.example", "uuid": "22222222-2222-2222-2222-222222222222"}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_what_was_edited_is_sent(bool isAsked)
    {
        var server = new StoredObject(Resources.User, Stored);
        var row = Row(("name", "new"), ("email", "a@b.example"));
        await server.ChangeAsync(row, isAsked ? ChangeDetail.Asked : ChangeDetail.Sent);
        Assert.Equal(["""PATCH /core/users/7/ {"name":"new"}"""], server.Writes);
    }

    [Fact]
    public async Task What_a_server_would_reset_is_sent_though_nobody_edited_it()
    {
        const string Target = "33333333-3333-3333-3333-333333333333";
        var server = new StoredObject(Resources.PolicyBinding, $$"""{"target": "{{Target}}", "order": 1, "enabled": true}""");
        var values = new FieldValues { IsOfObject = true };
        values.SetColumn(Resources.PolicyBinding.GetField("target"), new AnyIdentity(Guid.Parse(Target)));
        values.SetColumn(Resources.PolicyBinding.GetField("order"), 5);
        await server.ChangeAsync(values);
        var body = JsonNode.Parse(Assert.Single(server.Writes).Split(' ', 3)[2])!;
        Assert.Equal((Target, "5"), (body["target"]?.ToString(), body["order"]?.ToString()));
        Assert.Equal(1, server.Reads);
    }

    [Fact]
    public async Task WhatIf_names_what_was_edited()
    {
        var server = new StoredObject(Resources.User, Stored);
        var (plan, _) = await server.ChangeAsync(Row(("name", "new"), ("email", "a@b.example")), ChangeDetail.Shown);
        Assert.Equal("Change Name 'new'", plan.Describe());
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_row_that_nobody_edited()
    {
        var server = new StoredObject(Resources.User, Stored);
        var (plan, changed) = await server.ChangeAsync(Row(("name", "old"), ("email", "a@b.example")), ChangeDetail.Asked);
        Assert.True(plan.IsNothing);
        Assert.Equal("old", changed!.ValueOf("name"));
        Assert.Empty(server.Writes);
    }

    [Theory]
    [InlineData("22222222-2222-2222-2222-222222222222", true)]
    [InlineData("22222222-2222-2222-2222-22222222222A", false)]
    public async Task A_row_with_the_UUID_of_another_object_changes_nothing(string uuid, bool isSame)
    {
        var server = new StoredObject(Resources.User, Stored);
        var row = Row(("name", "new"));
        row.Proof = (Resources.User.GetField("uuid"), uuid);
        var failure = await Record.ExceptionAsync(() => server.ChangeAsync(row));
        Assert.Equal(isSame ? null : InputProblem.Contradiction, (failure as InputException)?.Problem);
        Assert.Equal(isSame ? 1 : 0, server.Writes.Count);
    }

    private static FieldValues Row(params (string Field, object Value)[] columns)
    {
        var values = new FieldValues { IsOfObject = true };
        foreach (var (field, value) in columns)
        {
            values.SetColumn(Resources.User.GetField(field), value);
        }

        return values;
    }
}
