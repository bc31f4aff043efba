using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Parsing;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>What a partial change says beside what was named.</summary>
public class PartialChangeTests
{
    private const string Stored = """{"name": "old", "policy": null, "user": "u", "flags": {"a": true, "b": {"c": 1}}}""";

    [Fact]
    public void Json_that_the_server_would_replace_is_merged()
    {
        var body = Complete(("flags", """{"b": 2, "d": false}"""));
        Assert.Equal("""{"a":true,"b":2,"d":false}""", body["flags"]!.ToJsonString());
    }

    [Fact]
    public void Naming_one_of_several_clears_the_others()
    {
        var body = Complete(("policy", "\"p\""));
        Assert.Equal("""{"policy":"p","user":null}""", body.ToJsonString());
    }

    [Fact]
    public void What_is_not_named_is_sent_again_where_the_server_would_lose_it()
    {
        var body = Complete(("name", "\"new\""));
        Assert.Equal("""{"name":"new","user":"u"}""", body.ToJsonString());
    }

    [Fact]
    public void A_null_is_sent_again_too()
    {
        var body = Complete(("name", "\"new\""), Make(isNullResent: true));
        Assert.Equal("""{"name":"new","policy":null,"user":"u"}""", body.ToJsonString());
    }

    [Theory]
    [InlineData("name", true)]
    [InlineData("user", false)]
    public void The_object_is_read_only_where_it_has_to_be(string named, bool isNeeded)
    {
        var resource = Make();
        var values = new FieldValues();
        values.Set(resource.GetField(named), "x");
        Assert.Equal(isNeeded, PartialChange.NeedsCurrent(resource, values));
    }

    private static JsonObject Complete((string Name, string Json) given) => Complete(given, Make());

    private static JsonObject Complete((string Name, string Json) given, Resource resource)
    {
        var values = new FieldValues();
        values.Set(resource.GetField(given.Name), given.Json);
        var body = new JsonObject { [given.Name] = JsonNode.Parse(given.Json) };
        var current = resource.CreateObject();
        current.Fill(JsonDocument.Parse(Stored).RootElement, session: null);
        PartialChange.Complete(resource, values, current, body);
        return body;
    }

    private static Resource Make(bool isNullResent = false) => new()
    {
        Noun = "Thing",
        Title = "thing",
        Plural = "things",
        Path = "/things/",
        New = static () => new Thing(),
        NewIdentity = static (_, _) => throw new NotSupportedException(),
        Fields =
        [
            new() { Name = "name", Property = "Name", Parameter = "Name", Type = FieldType.Text },
            isNullResent
                ? new()
                {
                    Name = "policy",
                    Property = "Policy",
                    Parameter = "Policy",
                    Type = FieldType.Text,
                    IsNullable = true,
                    IsResent = true,
                }
                : new() { Name = "policy", Property = "Policy", Parameter = "Policy", Type = FieldType.Text, OneOf = "subject" },
            new() { Name = "user", Property = "User", Parameter = "User", Type = FieldType.Text, OneOf = "subject", IsResent = true },
            new() { Name = "flags", Property = "Flags", Parameter = "Flags", Type = FieldType.Json, IsMerged = true },
        ],
    };

    private sealed class Thing : AuthentikObject
    {
        private static readonly FieldTable Fields = new(family: null, ["policy", "Policy", "user", "User", "flags", "Flags"]);

        private readonly object?[] values = new object?[3];

        internal override FieldTable Known => Fields;

        internal override FieldFit Read(int field, ref Utf8JsonReader json)
        {
            var fit = JsonFields.ReadJson(ref json, out var value);
            values[field] = value;
            return fit;
        }

        internal override object? ValueOf(int field) => values[field];
    }
}
