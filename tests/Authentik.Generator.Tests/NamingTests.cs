using Authentik.Generator.Names;

namespace Authentik.Generator.Tests;

public class NamingTests
{
    [Theory]
    [InlineData("name", "Name")]
    [InlineData("oidc_jwks_url", "OidcJwksUrl")]
    [InlineData("fingerprint_sha256", "FingerprintSha256")]
    [InlineData("oauth_scopes", "OAuthScopes")]
    [InlineData("last_login__gt", "LastLoginGt")]
    [InlineData("application__isnull", "ApplicationIsNull")]
    [InlineData("name__icontains", "NameContains")]
    [InlineData("pk__in", "PkIn")]
    public void Names_of_the_API_become_names_of_NET(string name, string expected) => Assert.Equal(expected, DotNetNames.ToPascal(name));

    [Theory]
    [InlineData("redirect_uris", "RedirectUri")]
    [InlineData("property_mappings", "PropertyMapping")]
    [InlineData("groups", "Group")]
    [InlineData("policies", "Policy")]
    [InlineData("sources", "Source")]
    [InlineData("addresses", "Address")]
    [InlineData("boxes", "Box")]
    [InlineData("aliases", "Alias")]
    [InlineData("databases", "Database")]
    [InlineData("keys", "Key")]
    [InlineData("access", "Access")]
    [InlineData("status", "Status")]
    [InlineData("analysis", "Analysis")]
    [InlineData("groups_by_name", "GroupsByName")]
    public void A_list_is_named_for_one_of_it(string name, string expected) => Assert.Equal(expected, DotNetNames.ToPascalSingular(name));

    [Theory]
    [InlineData("Flow", "name", "Name")]
    [InlineData("Token", "token", "TokenValue")]
    [InlineData("Flow", "resource", "ResourceValue")]
    public void A_property_is_never_named_like_its_class(string owner, string field, string expected) =>
        Assert.Equal(expected, ReservedNames.ChooseProperty(owner, field));

    [Fact]
    public void Parameters_of_the_shell_and_of_the_base_classes_are_not_to_be_had()
    {
        const string Taken = "Verbose Debug ErrorAction WarningAction InformationAction ProgressAction ErrorVariable WarningVariable "
            + "InformationVariable OutVariable OutBuffer PipelineVariable WhatIf Confirm vb db ea wa infa proga ev wv iv ov ob pv wi cf "
            + "Session Identity InputObject Force PassThru First Skip IncludeTotalCount ThrottleLimit EmptyAsNull OrderBy Search";
        Assert.All(Taken.Split(' '), name => Assert.NotNull(ReservedNames.FindOwnerOfParameter(name.ToUpperInvariant())));
        Assert.Null(ReservedNames.FindOwnerOfParameter("Name"));
    }
}
