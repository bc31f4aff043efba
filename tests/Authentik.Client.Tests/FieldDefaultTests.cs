using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Client.Tests;

/// <summary>What an absent field stands for.</summary>
public class FieldDefaultTests
{
    [Theory]
    [InlineData("OAuth2Provider", "access_token_validity", "\"hours=1\"")]
    [InlineData("OAuth2Provider", "include_claims_in_id_token", "true")]
    [InlineData("PolicyBinding", "timeout", "30")]
    [InlineData("ReputationPolicy", "threshold", "-5")]
    [InlineData("CaptchaStage", "score_max_threshold", "1.0")]
    [InlineData("Setting", "footer_links", "[]")]
    [InlineData("Flow", "layout", "\"stacked\"")]
    [InlineData("OAuthSource", "profile_url", "\"\"")]
    [InlineData("NotificationTransport", "email_subject_prefix", "\"authentik Notification: \"")]
    [InlineData("LdapSource", "enabled", "true")]
    [InlineData("AgentConnector", "snapshot_expiry", "\"hours=24\"")]
    public void A_default_of_the_book_is_a_value_of_the_type(string noun, string field, string json) =>
        Assert.Equal(json, Find(Resources.Book[noun].GetField(field))?.ToJsonString());

    [Fact]
    public void Every_character_of_a_default_stays() => Assert.Equal(
        """!\"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ """.TrimEnd() + " ",
        Find(Resources.PasswordPolicy.GetField("symbol_charset"))?.GetValue<string>());

    [Theory]
    [InlineData("OAuth2Provider", "property_mappings", "[]")]
    [InlineData("Brand", "attributes", "{}")]
    [InlineData("Brand", "branding_custom_css", "\"\"")]
    [InlineData("Brand", "default", "false")]
    [InlineData("Brand", "flow_authentication", "null")]
    [InlineData("EventMatcherPolicy", "action", "null")]
    public void Without_one_it_is_the_usual_value_of_the_type(string noun, string field, string json) =>
        Assert.Equal(json, Find(Resources.Book[noun].GetField(field))?.ToJsonString() ?? "null");

    [Theory]
    [InlineData("OAuth2Provider", "name")]
    [InlineData("OAuth2Provider", "authorization_flow")]
    [InlineData("OAuth2Provider", "client_id")]
    [InlineData("OAuth2Provider", "client_secret")]
    [InlineData("OAuth2Provider", "pk")]
    [InlineData("AuthenticatorTotpStage", "digits")]
    [InlineData("AuthenticatorValidateStage", "device_classes")]
    [InlineData("PlexSource", "client_id")]
    [InlineData("KerberosSource", "kadmin_type")]
    [InlineData("EmailStage", "token_expiry")]
    [InlineData("EmailStage", "password")]
    [InlineData("FlowStageBinding", "order")]
    [InlineData("Application", "slug")]
    public void Nothing_stands_for_what_is_required_secret_or_not_the_same_everywhere(string noun, string field) =>
        Assert.False(FieldDefault.TryFind(Resources.Book[noun].GetField(field), out _));

    [Theory]
    [InlineData(FieldType.Integer)]
    [InlineData(FieldType.Number)]
    [InlineData(FieldType.Date)]
    [InlineData(FieldType.Duration)]
    [InlineData(FieldType.Uuid)]
    [InlineData(FieldType.Enum)]
    [InlineData(FieldType.Reference)]
    [InlineData(FieldType.Shape)]
    public void A_type_without_an_empty_value_has_none(FieldType type)
    {
        Assert.False(FieldDefault.TryFind(Create(type), out _));
        Assert.True(FieldDefault.TryFind(Create(type, isNullable: true), out var value));
        Assert.Null(value);
    }

    [Fact]
    public void A_value_is_the_callers_own()
    {
        var field = Resources.OAuth2Provider.GetField("property_mappings");
        new JsonObject { ["a"] = Find(field), ["b"] = Find(field) }["a"]!.AsArray().Add("x");
        Assert.Equal("[]", Find(field)!.ToJsonString());
    }

    // The values of the book are checked when it's generated; this is the other reader of them.
    [Fact]
    public void Every_default_of_the_book_can_be_read() => Assert.All(
        Resources.Book.Resources.SelectMany(resource => resource.Fields).Where(field => field.Default is not null),
        field =>
        {
            Assert.NotNull(Find(field));
            Assert.False(field.DefaultVaries);
        });

    private static JsonNode? Find(Field field) => FieldDefault.TryFind(field, out var value)
        ? value
        : throw new ArgumentException($"Nothing stands for {field} if it's absent.", nameof(field));

    private static Field Create(FieldType type, bool isNullable = false) => new()
    {
        Name = "a", Property = "A", Type = type, IsNullable = isNullable, Writable = VersionRange.All,
    };
}
