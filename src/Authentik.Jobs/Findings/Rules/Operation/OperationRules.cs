using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Operation;

/// <summary>What runs, and what should.</summary>
internal static class OperationRules
{
    public static FindingRule NoWorker { get; } = new(
        "worker-missing", FindingSeverity.High, "A server without a worker.", async data => await data.WorkerCount > 0
            ? []
            : [new Flaw(
                null,
                "No worker runs, so no e-mail is sent, nothing is synchronized, and blueprints and outposts aren't updated.",
                "Get-AuthentikWorker")]);

    public static FindingRule NoDefaultBrand { get; } = new(
        "brand-without-default", FindingSeverity.High, "A server without a default brand.", async data =>
            await data.Brands is var brands && brands.Any(brand => brand.Default == true)
                ? []
                : [new Flaw(
                    brands.Count > 0 ? brands[0] : null,
                    "No brand is the default, so under addresses that no brand has, the server has no flow to sign in with.",
                    $"Set-AuthentikBrand {Quote(brands.Count > 0 ? brands[0].Domain! : "authentik-default")} -Default $true")]);

    public static FindingRule OutpostNotConnected { get; } = new(
        "outpost-not-connected", FindingSeverity.High, "An outpost that doesn't run.", async data =>
            from state in await data.OutpostStates
            where state.Instances == 0
            select new Flaw(
                state.Outpost,
                "No instance of the outpost is connected, so the applications of its providers can't be used.",
                For("Get-AuthentikOutpostHealth", state.Outpost)));

    public static FindingRule OutpostOutdated { get; } = new(
        "outpost-outdated", FindingSeverity.Medium, "An outpost of another version than the server.", async data =>
            from state in await data.OutpostStates
            where state.Outdated > 0
            select new Flaw(
                state.Outpost,
                $"{state.Outdated} of {state.Instances} instances of the outpost have another version than the server, so they may "
                    + "lack corrections or not understand it.",
                For("Get-AuthentikOutpostHealth", state.Outpost)));

    public static FindingRule BlueprintFailed { get; } = new(
        "blueprint-failed", FindingSeverity.Medium, "A blueprint that couldn't be applied.", async data =>
            from one in await data.Blueprints
            where one is { Enabled: true, Status: "error" }
            select new Flaw(
                one,
                "The blueprint failed, so what it describes isn't there, or only in part.",
                For("Invoke-AuthentikBlueprint", one, "-Wait")));

    public static FindingRule DefaultBlueprintDisabled { get; } = new(
        "blueprint-default-disabled", FindingSeverity.Info, "A blueprint of authentik's own that is disabled.", async data =>
            from one in await data.Blueprints
            where one.Enabled == false && (one.Path?.StartsWith("default/", StringComparison.Ordinal) == true
                || one.Path?.StartsWith("system/", StringComparison.Ordinal) == true)
            select new Flaw(
                one,
                "authentik's own objects of this blueprint aren't renewed by updates any more. Corrections to default flows and "
                    + "mappings don't arrive.",
                For("Set-AuthentikBlueprint", one, "-Enabled $true")));

    public static FindingRule WebhookUnencrypted { get; } = new(
        "webhook-unencrypted", FindingSeverity.Medium, "Notifications that are sent without encryption.", async data =>
            from one in await data.Transports
            where one.Mode is "webhook" or "webhook_slack" && WebAddress.IsExposed(one.WebhookUrl)
            select new Flaw(
                one,
                $"Notifications, with user names and addresses, and secrets in the URL are sent to {new Uri(one.WebhookUrl!).Host} "
                    + "without encryption.",
                For("Set-AuthentikNotificationTransport", one, "-WebhookUrl https://hooks.example.com/authentik")));

    public static FindingRule RuleWithoutTransport { get; } = new(
        "notification-without-transport", FindingSeverity.Low, "A notification rule that sends nothing.", async data =>
            from one in await data.NotificationRules
            where one.Transports is null or { Count: 0 }
            select new Flaw(
                one,
                "The rule has no transport, so nobody is notified.",
                For("Set-AuthentikNotificationRule", one, "-AddTransport default-email-transport")));

    // authentik's own rules come without a destination in some versions.
    public static FindingRule RuleWithoutRecipient { get; } = new(
        "notification-without-recipient", FindingSeverity.Low, "A notification rule that notifies nobody.", async data =>
            from one in await data.NotificationRules
            where one is { Group: null, DestinationGroup: null, DestinationEventUser: not true }
                && !one.Name!.StartsWith("default-notify-", StringComparison.Ordinal)
            select new Flaw(
                one,
                "The rule has no group to notify, and doesn't notify the user of the event.",
                For("Set-AuthentikNotificationRule", one, "-DestinationGroup 'authentik Admins'")));

    public static FindingRule RuleWithoutTrigger { get; } = new(
        "notification-without-trigger", FindingSeverity.Low, "A notification rule that never applies.", async data =>
        {
            var bound = await data.BoundTargets;
            return from one in await data.NotificationRules
                   where !bound.Contains(one.Pk)
                   select new Flaw(
                       one,
                       "No policy is bound to the rule, so no event triggers it.",
                       $"New-AuthentikPolicyBinding -Target (Get-AuthentikNotificationRule {Quote(one.Name!)}) -Policy "
                           + "default-match-update");
        });
}
