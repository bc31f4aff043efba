using System.Text.Json;

namespace Authentik.Client.Tests;

/// <summary>The text of lists and of free-form JSON, as a cell of a CSV file has it.</summary>
public class CellTextTests
{
    private const string First = "11111111-1111-4111-8111-111111111111";
    private const string Second = "22222222-2222-4222-8222-222222222222";

    [Theory]
    [InlineData("""[]""", "")]
    [InlineData("""["a", "b c"]""", "a;b c")]
    [InlineData("""["a;b"]""", """["a;b"]""")]
    [InlineData("""[" a"]""", """[" a"]""")]
    [InlineData("""["a", ""]""", """["a",""]""")]
    [InlineData("""["[a"]""", """["[a"]""")]
    [InlineData("""["ü \"x\""]""", "ü \"x\"")]
    public void Joins_values_only_if_they_can_be_told_apart_again(string json, string text) =>
        Assert.Equal(text, Read<PlexSource>($$"""{ "allowed_servers": {{json}} }""").AllowedServers!.ToString());

    [Fact]
    public void Has_numbers_that_are_values() =>
        Assert.Equal("64500;64501", Read<GeoIpPolicy>("""{ "asns": [64500, 64501] }""").Asns!.ToString());

    [Theory]
    [InlineData("admins", "staff", "staff;admins")]
    [InlineData("with;semicolon", "staff", $"{Second};{First}")]
    [InlineData("staff", "staff", $"{Second};{First}")]
    [InlineData(Second, "staff", $"{Second};{First}")]
    public void Has_names_only_if_they_can_mean_nothing_else(string first, string second, string text)
    {
        var user = Read<User>($$"""
            {
              "groups": ["{{Second}}", "{{First}}"],
              "groups_obj": [{ "pk": "{{First}}", "name": "{{first}}" }, { "pk": "{{Second}}", "name": "{{second}}" }]
            }
            """);
        Assert.Equal(text, user.Groups!.ToString());
    }

    [Theory]
    [InlineData("""[{ "pk": 7, "username": "jdoe", "name": "John" }]""", "jdoe")]
    [InlineData("null", "[7]")]
    [InlineData("[]", "[7]")]
    public void Has_numbers_of_objects_in_a_form_that_is_no_name(string details, string text) =>
        Assert.Equal(text, Read<Group>($$"""{ "users": [7], "users_obj": {{details}} }""").Users!.ToString());

    [Fact]
    public void Has_nested_objects_as_the_string_that_they_can_be_written_as()
    {
        var provider = Read<OAuth2Provider>("""
            { "redirect_uris": [{ "url": "https://a.example/", "matching_mode": "strict", "redirect_uri_type": "authorization" }] }
            """);
        Assert.Equal("https://a.example/", provider.RedirectUris!.ToString());
        Assert.Equal("https://a.example/;https://b.example/", Read<OAuth2Provider>("""
            { "redirect_uris": "https://a.example/\nhttps://b.example/" }
            """).RedirectUris!.ToString());
    }

    [Theory]
    [InlineData("""[{"matching_mode":"regex","url":"x"}]""")]
    [InlineData("""[{"matching_mode":"strict","url":"x","redirect_uri_type":"logout"}]""")]
    public void Has_nested_objects_as_json_if_the_string_would_lose_something(string json) =>
        Assert.Equal(json, Read<OAuth2Provider>($$"""{ "redirect_uris": {{json}} }""").RedirectUris!.ToString());

    [Theory]
    [InlineData("""{"a":{"b":[1,1.5,true,null,"ü"]},"B":9223372036854775807}""")]
    [InlineData("{}")]
    public void Has_free_form_json_as_it_came(string json) =>
        Assert.Equal(json, Read<User>($$"""{ "attributes": {{json}} }""").Attributes!.ToString());

    [Fact]
    public void Has_a_list_of_free_form_json_as_it_came() =>
        Assert.Equal("""[{"name":"x"}]""", Read<Setting>("""{ "footer_links": [{"name":"x"}] }""").FooterLinks!.ToString());

    private static T Read<T>(string json)
        where T : AuthentikObject, new()
    {
        using var document = JsonDocument.Parse(json);
        var read = new T();
        read.Fill(document.RootElement, session: null);
        return read;
    }
}
