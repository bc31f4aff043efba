using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Rules;

/// <summary>The rules of all resources, by chapter of the book.</summary>
internal static class AllRules
{
    public static IEnumerable<ResourceRules> Create(ServerState state) =>
    [
        // core
        new UserRules(state),
        new GroupRules(state),
        new ApplicationRules(state),
        new BrandRules(state),
        new TokenRules(state),
        new ClientTokenRules(state, ClientTokens.Access),
        new ClientTokenRules(state, ClientTokens.Refresh),

        // rbac
        new RoleRules(state),
        new PermissionRules(state, "/rbac/permissions/"),
        new PermissionRules(state, "/rbac/permissions/assigned_by_roles/"),
        new PermissionRules(state, "/rbac/permissions/assigned_by_users/"),

        // crypto
        new CertificateRules(state),

        // flows, stages
        new FlowInstanceRules(state),
        new StageRules(state),
        new ValidateStageRules(state),
        new PromptRules(state),
        new DefaultExpiryRules(state, "/stages/invitation/invitations/"),

        // providers, sources
        new AnyProviderRules(state),
        new OAuth2ProviderRules(state),
        new ProxyProviderRules(state),
        new SamlProviderRules(state),
        .. OutpostConfigRules.CreateAll(state),
        new AnySourceRules(state),
        new OAuthSourceRules(state),
        new LdapSourceRules(state),
        new UserConnectionRules(state),
        .. SynchronizedRules.CreateAll(state),

        // policies
        new AnyPolicyRules(state),
        new ExpressionPolicyRules(state),
        new PolicyBindingRules(state),

        // authenticators, endpoints
        .. DeviceRules.CreateAll(state),
        new DefaultExpiryRules(state, "/endpoints/agents/enrollment_tokens/"),

        // system, events, outposts
        new SettingsRules(state),
        new LicenceRules(state),
        new EventRules(state),
        new OutpostRules(state),
        .. BackgroundWorkRules.CreateAll(state),

        // several chapters
        .. ComputedFieldRules.CreateAll(state),
        .. AtLeastOneRules.CreateAll(state),
        .. SignatureRules.CreateAll(state),
    ];
}
