using Authentik.Book;

namespace Authentik.Sandboxing.Rules;

/// <summary>All rules, by the path of the resource they are for.</summary>
internal sealed class RuleBook
{
    private readonly World world;
    private readonly ILookup<string, ResourceRules> byPath;

    public RuleBook(World world)
    {
        this.world = world;
        ResourceRules[] all =
        [
            new UserRules(world),
            new GroupRules(world),
            new ApplicationRules(world),
            new FlowRules(world),
            new CertificateRules(world),
            new ProviderRules(world),
            new OAuth2ProviderRules(world),
            new SourceRules(world),
            new OAuthSourceRules(world),
            new ProxyProviderRules(world),
            new UserConnectionRules(world),
            new TokenRules(world),
            new PolicyBindingRules(world),
            new SettingsRules(world),
            new BrandRules(world),
            new StageRules(world),
            new ValidateStageRules(world),
            new OutpostRules(world),
            new LicenceRules(world),
            new RoleRules(world),
            new EventRules(world),
            new PolicyRules(world),
            new ExpressionPolicyRules(world),
            .. PermissionRules.All(world),
            new ExpiringRules(world, "/stages/invitation/invitations/"),
            new ExpiringRules(world, "/endpoints/agents/enrollment_tokens/"),
            .. ComputedRules.All(world),
            .. EitherRules.All(world),
            .. DeviceRules.All(world),
            .. IssuedTokenRules.All(world),
        ];
        byPath = all.ToLookup(rules => rules.Path, StringComparer.Ordinal);
    }

    /// <summary>The rules for a resource: those of its family first, because its own know better.</summary>
    public IEnumerable<ResourceRules> Of(Resource resource)
    {
        var family = resource.Family is { } noun ? world.Catalog.Find(noun) : null;
        return (family is null ? [] : Of(family)).Concat(byPath[resource.Path]);
    }
}
