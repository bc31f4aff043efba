using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Applications;

/// <summary>Who can open applications, and what they are connected with.</summary>
internal static class ApplicationRules
{
    private static readonly string[] OutpostKinds = ["proxy", "ldap", "radius", "rac"];

    public static FindingRule OpenToEveryone { get; } = new(
        "application-open-to-everyone", FindingSeverity.Medium, "An application that every user can open.", async data =>
        {
            var bound = await data.BoundTargets;
            var opens = await data.OpensUnbound;
            return from application in await data.Applications
                   where opens && application.Provider is not null && !bound.Contains(application.Pk)
                       && !bound.Contains(application.PbmUuid)
                   select new Flaw(
                       application,
                       "Nothing is bound to the application, so every user can open it, guests and new users included.",
                       For("New-AuthentikPolicyBinding -Target", application, "-Group 'authentik Admins'"));
        });

    public static FindingRule WithoutTarget { get; } = new(
        "application-without-target", FindingSeverity.Low, "An application that leads nowhere.", async data =>
            from application in await data.Applications
            where application is { Provider: null, BackchannelProviders: null or { Count: 0 } }
                && string.IsNullOrEmpty(application.MetaLaunchUrl)
            select new Flaw(
                application,
                "The application has no provider and no launch URL, so a click in the portal does nothing.",
                For("Set-AuthentikApplication", application, "-MetaLaunchUrl https://app.example.com")));

    public static FindingRule ProviderWithoutApplication { get; } = new(
        "provider-without-application", FindingSeverity.Low, "A provider that no application uses.", async data =>
            from provider in await data.Providers
            where provider is { AssignedApplicationSlug: null or "", AssignedBackchannelApplicationSlug: null or "" }
            select new Flaw(
                provider,
                "No application uses the provider, so nobody can sign in with it. What it contains, such as a client secret, is "
                    + "kept all the same.",
                For("Remove-AuthentikProvider", provider)));

    public static FindingRule ProviderWithoutOutpost { get; } = new(
        "provider-without-outpost", FindingSeverity.Medium, "A provider that needs an outpost and has none.", async data =>
        {
            var served = (await data.Outposts).SelectMany(outpost => outpost.Providers?.ToArray() ?? []).ToHashSet();
            return from provider in await data.Providers
                   let kind = OutpostKinds.FirstOrDefault(one =>
                       provider.MetaModelName?.StartsWith($"authentik_providers_{one}.", StringComparison.Ordinal) == true)
                   where kind is not null && !string.IsNullOrEmpty(provider.AssignedApplicationSlug) && !served.Contains(provider.Pk!.Value)
                   select new Flaw(
                       provider,
                       "The provider works only through an outpost, and no outpost of its type has it. Its application gets no "
                           + "response.",
                       $"Get-AuthentikOutpost | Where-Object Type -eq {kind} | Set-AuthentikOutpost -AddProvider {Quote(provider.Name!)}");
        });

    public static FindingRule BindingPassesOnFailure { get; } = new(
        "binding-passes-on-failure", FindingSeverity.Medium, "A binding that lets users in if its policy fails.", async data =>
        {
            // Bound to a stage, a policy decides whether the stage is shown, and more stages are safer. Servers tell either of two ids.
            var stages = (await data.FlowBindings).SelectMany(one => new[] { one.PolicyBindingModelPtrId, one.Pk }).ToHashSet();
            return from binding in await data.Bindings
                   where binding is { Enabled: true, FailureResult: true, Policy: not null } && !stages.Contains(binding.Target)
                   select new Flaw(
                       binding,
                       $"If the policy '{binding.PolicyObj?.Name}' fails or takes too long, the user passes. An error in it opens "
                           + "what it protects.",
                       For("Set-AuthentikPolicyBinding", binding, "-FailureResult $false"))
                   {
                       Name = binding.PolicyObj?.Name,
                   };
        });

    public static FindingRule DummyInUse { get; } = new(
        "dummy-policy-in-use", FindingSeverity.Medium, "A dummy policy that decides.", async data =>
            from binding in await data.Bindings
            where binding.Enabled == true && binding.PolicyObj?.MetaModelName == "authentik_policies_dummy.dummypolicy"
            select new Flaw(
                binding,
                $"The dummy policy '{binding.PolicyObj!.Name}' is for tests: its result is fixed, and has nothing to do with the user.",
                For("Remove-AuthentikPolicyBinding", binding))
            {
                Name = binding.PolicyObj?.Name,
            });
}
