using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Comparing;
using Authentik.Naming;
using Authentik.Sessions;
using Authentik.Tests.Support;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>What the server stored differently than it was sent is told, and what it only wrote differently isn't.</summary>
public class WriteCheckTests
{
    private const string Id = "5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f11";
    private const string OtherId = "5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f12";

    [Theory]
    [InlineData("User", "name", "\" Jane \"", "\"Jane\"")]
    [InlineData("User", "email", "null", "\"\"")]
    [InlineData("User", "groups", $"[\"{Id}\",\"{OtherId}\"]", $"[\"{OtherId}\",\"{Id}\"]")]
    [InlineData("User", "attributes", """{"a":{"b":1}}""", """{"a":{"b":1.0,"more":2},"more":3}""")]
    [InlineData("Token", "expires", "\"2031-05-04T10:00:00.1234567Z\"", "\"2031-05-04T12:00:00.123456+02:00\"")]
    [InlineData("OAuth2Provider", "access_token_validity", "\"minutes=60\"", "\"hours=1\"")]
    [InlineData("OAuth2Provider", "redirect_uris", "\"https://a.example\\nhttps://b\"", "\"https://a.example\\nhttps://b\"")]
    [InlineData(
        "OAuth2Provider",
        "redirect_uris",
        """[{"url":"https://a.example/cb","matching_mode":"strict"}]""",
        """[{"matching_mode":"strict","url":"https://a.example/cb","redirect_uri_type":"authorization"}]""")]
    [InlineData("GeoIpPolicy", "countries", """["DE","AT","DE"]""", """["AT","DE"]""")]
    [InlineData("PolicyBinding", "target", $"\"{Id}\"", $"\"{OtherId}\"")]
    [InlineData("Application", "provider", "7", """{"pk":7,"name":"x"}""")]
    public void Another_form_of_the_value_is_not_told(string noun, string field, string sent, string stored) =>
        Assert.Empty(Compare(noun, field, sent, $$"""{"{{field}}":{{stored}}}"""));

    [Theory]
    [InlineData("User", "is_active", "false", """{"is_active":true}""", "authentik set IsActive to true, not false.")]
    [InlineData("User", "name", "\"Jane\"", """{"name":"Ann"}""", "authentik set Name to 'Ann', not 'Jane'.")]
    [InlineData("User", "name", "\"Jane\"", "{}", "authentik didn't store Name: its response doesn't have the field.")]
    [InlineData(
        "Token",
        "expires",
        "\"2031-05-04T10:00:00Z\"",
        """{"expires":"2026-05-04T10:00:00Z"}""",
        "authentik set Expires to '2026-05-04T10:00:00Z', not '2031-05-04T10:00:00Z'.")]
    [InlineData("User", "groups", $"[\"{Id}\"]", """{"groups":[]}""", $"authentik left '{Id}' out of Group.")]
    [InlineData("User", "groups", "[]", $$"""{"groups":["{{Id}}"]}""", $"authentik added '{Id}' to Group.")]
    [InlineData(
        "User", "attributes", """{"a":{"b":1}}""", """{"attributes":{"a":{"b":2}}}""", "authentik set Attributes.a.b to 2, not 1.")]
    [InlineData(
        "User",
        "attributes",
        """{"a":{"password":"one","more":1}}""",
        """{"attributes":{"a":{"password":"two","more":1}}}""",
        "authentik stored another value for Attributes.a.password than was sent.")]
    [InlineData(
        "ExpressionPolicy",
        "expression",
        "\"return True\\n# why\"",
        """{"expression":"return False"}""",
        "authentik stored another value for Expression than was sent.")]
    public void Another_value_is_told(string noun, string field, string sent, string response, string warning) =>
        Assert.Equal([warning], Compare(noun, field, sent, response));

    [Fact]
    public void What_was_specified_by_its_name_is_told_by_its_name()
    {
        var group = Resources.User.GetField("groups");
        object[] staff = [Resources.Group.MakeIdentity("staff")];
        Assert.Equal(["authentik left 'staff' out of Group."], Compare(group, $"[\"{Id}\"]", """{"groups":[]}""", staff));
    }

    [Fact]
    public void Another_value_of_any_field_is_told()
    {
        var silent = new List<string>();
        var count = 0;
        foreach (var resource in Resources.Book.Resources)
        {
            foreach (var field in resource.Fields.Where(IsCompared))
            {
                count++;
                var (sent, stored) = MakePair(field);
                if (!Compare(field, sent, $$"""{"{{field.Name}}":{{stored}}}""").Any())
                {
                    silent.Add($"{resource.Noun}.{field}");
                }
            }
        }

        Assert.Empty(silent);
        Assert.True(count > 800, $"There are only {count} fields.");
    }

    [Theory]
    [InlineData("2024.10.5")]
    [InlineData("2025.10.4")]
    [InlineData("2026.2.2")]
    public void What_real_servers_stored_is_told_only_where_it_is_another_value(string version)
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Absent);
        var (count, told) = (0, new List<string>());
        foreach (var (exchange, resource) in RecordedObject.ReadWrites(version))
        {
            var gate = new VersionGate(Fake.Session(new FakeTransport(_ => FakeTransport.Json(500, "{}")), version), new CallNotes());
            foreach (var name in exchange.Body!.Value.EnumerateObject())
            {
                if (resource.TryFindField(name.Name, out var field) && field.Parameter is not null && gate.IsCertain(field.Writable))
                {
                    count++;
                    told.AddRange(Compare(field, name.Value.GetRawText(), exchange.Json!.Value.GetRawText(), version: version));
                }
            }
        }

        // A plain user can't create tokens for others.
        Assert.All(told, warning => Assert.Matches("^authentik set User to [0-9]+, not [0-9]+\\.$", warning));
        Assert.True(count > 300, $"There are only {count} values.");
    }

    private static bool IsCompared(Field field) =>
        field.Parameter is not null && !field.Writable.IsNone && !field.Readable.IsNone && !field.IsSecret && !field.IsWriteOnly;

    private static IEnumerable<string> Compare(string noun, string field, string sent, string response) =>
        Compare(Resources.Book[noun].GetField(field), sent, response);

    private static IEnumerable<string> Compare(
        Field field, string sent, string response, object? value = null, string version = "2026.2.2")
    {
        var values = new FieldValues();
        values.Set(field, value);
        using var document = JsonDocument.Parse(response);
        var gate = new VersionGate(Fake.Session(new FakeTransport(_ => FakeTransport.Json(500, "{}")), version), new CallNotes());
        return [.. new WriteCheck(gate).Compare(values, new JsonObject { [field.Name] = JsonNode.Parse(sent) }, document.RootElement)];
    }

    private static (string Sent, string Stored) MakePair(Field field)
    {
        var (sent, stored) = field.Type switch
        {
            FieldType.Integer or FieldType.Number => ("1", "2"),
            FieldType.Boolean => ("true", "false"),
            FieldType.Date => ("\"2031-05-04T10:00:00Z\"", "\"2031-05-04T10:00:01Z\""),
            FieldType.Duration => ("\"hours=1\"", "\"hours=2\""),
            FieldType.Uuid when field.TargetNouns.Count > 0 => ($"\"{Id}\"", "null"),
            FieldType.Uuid => ($"\"{Id}\"", $"\"{OtherId}\""),
            FieldType.Json => ("""{"a":[1,2]}""", """{"a":[2,1]}"""),
            FieldType.Shape => MakeShapes(field.Shape!),
            _ => ("\"one\"", "\"two\""),
        };
        return field.IsList ? ($"[{sent}]", $"[{stored}]") : (sent, stored);
    }

    private static (string Sent, string Stored) MakeShapes(Shape shape)
    {
        var part = shape.Fields.First(IsPart);
        var (sent, stored) = MakePair(part);
        return ($$"""{"{{part.Name}}":{{sent}}}""", $$"""{"{{part.Name}}":{{stored}}}""");
    }

    private static bool IsPart(Field part) => !part.IsSecret && !part.IsWriteOnly;
}
