using Authentik.Book;

namespace Authentik.Client.Tests;

/// <summary>What of the book is configuration. A new resource is a decision: it's in this list, or it has the mark data.</summary>
public class ConfigurationTests
{
    private const string Nouns = """
        AccountLockdownStage AgentConnector Application ApplicationEntitlement AuthenticatorDuoStage AuthenticatorEmailStage
        AuthenticatorEndpointGdtcStage AuthenticatorSmsStage AuthenticatorStaticStage AuthenticatorTotpStage AuthenticatorValidateStage
        AuthenticatorWebAuthnStage Blueprint Brand CaptchaStage CertificateKeyPair ConsentStage DenyStage DeviceAccessGroup
        DockerServiceConnection DummyPolicy DummyStage EmailStage EndpointStage EventMatcherPolicy ExpressionPolicy FleetConnector Flow
        FlowStageBinding GeoIpPolicy GoogleChromeConnector GoogleWorkspaceProvider GoogleWorkspaceProviderMapping Group
        IdentificationStage InitialPermission InvitationStage KerberosSource KerberosSourcePropertyMapping KubernetesServiceConnection
        LdapProvider LdapSource LdapSourcePropertyMapping LifecycleRule MicrosoftEntraProvider MicrosoftEntraProviderMapping
        MutualTlsStage NotificationRule NotificationTransport NotificationWebhookMapping OAuth2DynamicClientRegistration OAuth2Provider
        OAuthSource OAuthSourcePropertyMapping ObjectAttribute Outpost PasswordExpiryPolicy PasswordPolicy PasswordStage PlexSource
        PlexSourcePropertyMapping PolicyBinding Prompt PromptStage ProxyProvider RacEndpoint RacProvider RacProviderPropertyMapping
        RadiusProvider RadiusProviderPropertyMapping RedirectStage ReputationPolicy RequestRule RequestRuleBinding
        RequestRuleChildBinding Role SamlProvider SamlProviderPropertyMapping SamlSource SamlSourcePropertyMapping ScimProvider
        ScimProviderMapping ScimSource ScimSourcePropertyMapping ScopeMapping Setting SourceStage SsfProvider TaskSchedule
        TelegramSource TelegramSourcePropertyMapping Tenant TenantDomain UniquePasswordPolicy UserDeleteStage UserLoginStage
        UserLogoutStage UserWriteStage WsFederationProvider
        """;

    private static IEnumerable<Resource> Configuration => Resources.Book.ListConfiguration();

    [Fact]
    public void Nothing_becomes_configuration_or_ceases_to_be_it_unnoticed() => Assert.Equal(
        Nouns.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        Configuration.Select(resource => resource.Noun).Order(StringComparer.Ordinal));

    [Fact]
    public void What_can_be_changed_is_configuration_or_data()
    {
        var changeable = Resources.Book.Resources.Where(resource => resource.Operations.HasFlag(Operations.Set)).ToList();
        Assert.All(changeable, resource => Assert.NotEqual(resource.IsData, resource.IsConfiguration));
        Assert.Contains(changeable, resource => resource.Noun == "User" && resource.IsData);
        Assert.True(Resources.DuoDevice.IsData, "A member of a family is data with the family.");
    }

    [Fact]
    public void Configuration_is_known_by_fields_that_exist() => Assert.All(
        Configuration.Where(resource => !resource.IsSingle),
        resource =>
        {
            Assert.NotEmpty(resource.KnownBy);
            Assert.All(resource.KnownBy, name => Assert.False(resource.GetField(name).IsSecret));
        });

    // What refers to data and has no mark is configuration on purpose: a person who decides is named in it, as an exception.
    [Fact]
    public void Fields_that_refer_to_data_are_marked_or_known() => Assert.Equal(
        ["Group.users (data)", "LifecycleRule.reviewers", "PolicyBinding.target", "PolicyBinding.user", "TaskSchedule.rel_obj_id (data)"],
        from resource in Configuration
        from field in resource.Fields
        where field.IsData || (!field.Writable.IsNone && field.ReferencedNouns.Any(noun => Resources.Book[noun].IsData))
        let text = $"{resource.Noun}.{field.Name}{(field.IsData ? " (data)" : string.Empty)}"
        orderby text
        select text);

    [Fact]
    public void Code_has_an_extension()
    {
        var code = Configuration.SelectMany(resource => resource.Fields.Select(field => (resource.Noun, Field: field)))
            .Where(one => one.Field.Code is not null).ToList();
        Assert.All(
            Configuration.SelectMany(resource => resource.Fields).Where(field => field.Name == "expression"),
            field => Assert.Equal("py", field.Code));
        Assert.Equal(
            ["Blueprint.content yaml", "Brand.branding_custom_css css", "KerberosSource.krb5_conf conf"],
            code.Where(one => one.Field.Name != "expression").Select(one => $"{one.Noun}.{one.Field} {one.Field.Code}").Order());
    }

    [Theory]
    [InlineData("PolicyBinding", "target policy group user")]
    [InlineData("FlowStageBinding", "target stage")]
    [InlineData("ApplicationEntitlement", "app name")]
    [InlineData("ObjectAttribute", "object_type key")]
    [InlineData("OAuth2Provider", "name")]
    [InlineData("Flow", "slug")]
    [InlineData("Setting", "")]
    public void An_object_is_known_by_its_name_or_by_what_it_connects(string noun, string fields) =>
        Assert.Equal(fields, string.Join(' ', Resources.Book[noun].KnownBy));
}
