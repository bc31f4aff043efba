using System.Text.Json.Nodes;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>What is different, as people read it.</summary>
public class ChangeTextTests
{
    [Theory]
    [InlineData("Authentik", "", "Authentik -> (empty)")]
    [InlineData("", "Authentik", "(empty) -> Authentik")]
    [InlineData(null, "Authentik", "none -> Authentik")]
    public void An_empty_string_can_be_seen(string? old, string? wanted, string text)
    {
        var change = Describe("Brand", "branding_title", old, wanted);
        Assert.Equal((text, old, wanted), (change.Text, change.Old, change.New));
    }

    [Fact]
    public void An_empty_string_within_JSON_can_be_seen() => Assert.Equal(
        "site: Bonn -> (empty)\nfloor: (empty) -> 2",
        Describe(
            "Group",
            "attributes",
            new JsonObject { ["site"] = "Bonn", ["floor"] = string.Empty },
            new JsonObject { ["site"] = string.Empty, ["floor"] = 2 }).Text);

    [Fact]
    public void A_certificate_is_told_and_not_shown()
    {
        const string Old = "-----BEGIN CERTIFICATE-----\nMII\n";
        const string New = "-----BEGIN CERTIFICATE-----\nMIJ\n";
        var change = Describe("CertificateKeyPair", "certificate_data", Old, New);
        Assert.Equal(("another certificate", Old, New), (change.Text, change.Old, change.New));
    }

    [Fact]
    public void A_secret_is_told_by_its_name() => Assert.Equal(
        "set to the secret 'a'",
        Describe("OAuth2Provider", "client_secret", null, new JsonObject { ["secret"] = "a" }).Text);

    private static ConfigurationFieldChange Describe(string kind, string field, JsonNode? old, JsonNode? wanted) =>
        ChangeText.Describe(new FieldDifference(Resources.Book[kind].Fields.Single(one => one.Name == field), old, wanted));
}
