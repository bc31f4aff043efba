using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Unused;

/// <summary>
/// What nobody uses. Usage is read from the lists of what can use something, and what authentik itself made isn't meant.
/// </summary>
internal static class UnusedRules
{
    private static readonly string[] OwnNames = ["default-", "ak-", "authentik ", "stage-default-", "initial-setup"];

    public static FindingRule Policy { get; } = new(
        "policy-unused", FindingSeverity.Info, "A policy that is bound to nothing.", async data =>
            from policy in await data.Policies
            where policy.BoundTo == 0 && !IsOwn(policy.Name)
            select new Flaw(
                policy,
                "The policy is bound to nothing, so it decides nothing. Somebody may believe that it protects something.",
                For("Remove-AuthentikPolicy", policy)));

    public static FindingRule Mapping { get; } = new(
        "property-mapping-unused", FindingSeverity.Info, "A property mapping that nothing uses.", async data =>
        {
            var used = await ReadUsedMappingsAsync(data);
            return from mapping in await data.Mappings
                   where string.IsNullOrEmpty(mapping.Managed) && !used.Contains(mapping.Pk)
                   select new Flaw(
                       mapping,
                       "No provider, source, endpoint or transport uses the mapping.",
                       For("Remove-AuthentikPropertyMapping", mapping));
        });

    public static FindingRule Stage { get; } = new(
        "stage-unused", FindingSeverity.Info, "A stage that is in no flow.", async data =>
        {
            var bound = (await data.FlowBindings).Select(one => one.Stage).ToHashSet();
            bound.UnionWith((await data.IdentificationStages).SelectMany(one =>
                new[] { one.PasswordStage, one.CaptchaStage, one.WebAuthnStage }));
            bound.UnionWith((await data.ValidateStages).SelectMany(one => one.ConfigurationStages?.ToArray() ?? []).Cast<Guid?>());
            return from stage in await data.Stages
                   where !bound.Contains(stage.Pk) && !IsOwn(stage.Name)
                   select new Flaw(
                       stage, "The stage is in no flow, and no other stage uses it.", For("Remove-AuthentikStage", stage));
        });

    // Enrollment flows are opened by links and invitations, and those that set something up from users' settings.
    public static FindingRule Flow { get; } = new(
        "flow-unused", FindingSeverity.Info, "A flow that nothing leads to.", async data =>
        {
            var used = await ReadUsedFlowsAsync(data);
            return from flow in await data.Flows
                   where flow.Designation is "authentication" or "authorization" or "invalidation" or "recovery" or "unenrollment"
                       && !IsOwn(flow.Slug) && !used.Contains(flow.Pk)
                   select new Flaw(
                       flow,
                       "No brand, provider, source or stage uses the flow. It can still be opened by its address, by everybody who "
                           + "knows it.",
                       For("Remove-AuthentikFlow", flow));
        });

    public static FindingRule Group { get; } = new(
        "group-unused", FindingSeverity.Info, "A group without members that nothing refers to.", async data =>
        {
            var groups = await data.Groups;
            var used = groups.SelectMany(group => GroupParents.Read(group)).ToHashSet();
            used.UnionWith((await data.Bindings).Select(one => one.Group).OfType<Guid>());
            used.UnionWith((await data.NotificationRules).Select(one => one.DestinationGroup ?? one.Group).OfType<Guid>());
            return from one in groups
                   where one is { Users: null or { Count: 0 }, Roles: null or { Count: 0 }, IsSuperuser: not true }
                       && !used.Contains(one.Pk!.Value)
                   select new Flaw(
                       one,
                       "The group has no members, no child groups and no roles, and nothing is bound to it.",
                       For("Remove-AuthentikGroup", one));
        });

    public static FindingRule Role { get; } = new(
        "role-unused", FindingSeverity.Info, "A role that nobody has.", async data =>
        {
            var given = (await data.Groups).SelectMany(group => group.Roles?.ToArray() ?? []).ToHashSet();
            var rest = (await data.Roles).Where(role => !given.Contains(role.Pk!.Value) && !IsOwn(role.Name)).ToList();
            var held = rest.Count == 0 ? [] : (await data.ReadRoleHoldersAsync(rest)).SelectMany(user =>
                user.Roles?.ToArray() ?? []).ToHashSet();
            return rest.Where(role => !held.Contains(role.Pk!.Value)).Select(role => new Flaw(
                role,
                "No group and no user has the role, so its permissions apply to nobody.",
                For("Remove-AuthentikRole", role)));
        });

    public static FindingRule Outpost { get; } = new(
        "outpost-without-providers", FindingSeverity.Low, "An outpost that serves nothing.", async data =>
            from outpost in await data.Outposts
            where outpost.Providers is null or { Count: 0 } && string.IsNullOrEmpty(outpost.Managed)
            select new Flaw(
                outpost,
                "The outpost has no providers, so it runs for nothing. Its token is still valid.",
                For("Remove-AuthentikOutpost", outpost)));

    // authentik's own objects are used by name, or come back with the next update.
    private static bool IsOwn(string? name) => name is null || OwnNames.Any(start => name.StartsWith(start, StringComparison.Ordinal));

    private static async Task<HashSet<Guid?>> ReadUsedMappingsAsync(FindingData data)
    {
        var used = new HashSet<Guid?>();
        void Add(IEnumerable<Guid>? ids) => used.UnionWith((ids ?? []).Cast<Guid?>());
        (await data.Providers).ToList().ForEach(one => Add(one.PropertyMappings));
        (await data.ScimProviders).ToList().ForEach(one => Add(one.PropertyMappingsGroup));
        (await data.GoogleWorkspaceProviders).ToList().ForEach(one => Add(one.PropertyMappingsGroup));
        (await data.MicrosoftEntraProviders).ToList().ForEach(one => Add(one.PropertyMappingsGroup));
        (await data.RacEndpoints).ToList().ForEach(one => Add(one.PropertyMappings));
        (await data.Sources).ToList().ForEach(one =>
            Add([.. one.UserPropertyMappings?.ToArray() ?? [], .. one.GroupPropertyMappings?.ToArray() ?? []]));
        used.UnionWith((await data.SamlProviders).SelectMany(one => new[] { one.NameIdMapping, one.AuthnContextClassRefMapping }));
        used.UnionWith((await data.WsFederationProviders).SelectMany(one => new[] { one.NameIdMapping, one.AuthnContextClassRefMapping }));
        used.UnionWith((await data.Transports).SelectMany(one =>
            new[] { one.WebhookMapping, one.WebhookMappingBody, one.WebhookMappingHeaders }));
        return used;
    }

    private static async Task<HashSet<Guid?>> ReadUsedFlowsAsync(FindingData data) =>
    [
        .. (await data.Brands).SelectMany(one => new[]
        {
            one.FlowAuthentication, one.FlowUserSwitch, one.FlowInvalidation, one.FlowRecovery, one.FlowUnenrollment,
            one.FlowUserSettings, one.FlowDeviceCode, one.FlowLockdown, one.FlowRequest,
        }),
        .. (await data.Providers).SelectMany(one => new[] { one.AuthenticationFlow, one.AuthorizationFlow, one.InvalidationFlow }),
        .. (await data.Sources).SelectMany(one => new[] { one.AuthenticationFlow, one.EnrollmentFlow }),
        .. (await data.IdentificationStages).SelectMany(one => new[] { one.EnrollmentFlow, one.RecoveryFlow, one.PasswordlessFlow }),
    ];
}
