using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Flows;

/// <summary>Flows through which somebody gets in without signing in, and flows that do nothing.</summary>
internal static class FlowRules
{
    // It's started by sources, and a policy of its own lets nobody else in.
    private const string FromSources = "default-source-enrollment";

    public static FindingRule RecoveryWithoutProof { get; } = new(
        "recovery-without-proof", FindingSeverity.High, "A recovery flow that asks for no proof.", async data =>
        {
            var stages = await data.GetStagesByFlowAsync();
            return from flow in await data.Flows
                   where flow.Designation == "recovery" && flow.Policies is null or { Count: 0 }
                   let all = stages[flow.Pk!.Value].ToList()
                   where all.Count > 0 && !all.Exists(stage => new[] { Models.Email, Models.Validate, Models.Deny }.Any(model => model.IsModelOf(stage)))
                   select new Flaw(
                       flow,
                       "The flow has no e-mail stage and no other proof of who somebody is. Whoever knows a user name can take over the account, "
                           + "if a stage identifies users by name.",
                       $"New-AuthentikFlowStageBinding -Target {Quote(flow.Slug!)} -Stage (New-AuthentikEmailStage recovery-email -UseGlobalSettings $true) -Order 15");
        });

    public static FindingRule EnrollmentOpen { get; } = new(
        "enrollment-open", FindingSeverity.Medium, "An enrollment flow with which anybody can register.", async data =>
        {
            var stages = await data.GetStagesByFlowAsync();
            var optional = (await data.InvitationStages).Where(one => one.ContinueFlowWithoutInvitation == true).Select(one => one.Pk).ToHashSet();
            return from flow in await data.Flows
                   where flow.Designation == "enrollment" && flow.Slug != FromSources && flow.Policies is null or { Count: 0 }
                   let all = stages[flow.Pk!.Value].ToList()
                   where all.Exists(Models.UserWrite.IsModelOf) && !all.Exists(stage => IsBarrier(stage, optional))
                   select new Flaw(
                       flow,
                       "Whoever knows the address of the flow can create accounts, by the thousand too: it needs no invitation, no confirmed e-mail address and no captcha.",
                       $"New-AuthentikFlowStageBinding -Target {Quote(flow.Slug!)} -Stage (New-AuthentikInvitationStage invitation-only) -Order 0");
        });

    public static FindingRule PasswordUnchecked { get; } = new(
        "password-unchecked", FindingSeverity.Medium, "New passwords without a password policy.", async data =>
        {
            var passwords = (await data.Prompts).Where(one => one.Type == "password").Select(one => one.Pk!.Value).ToHashSet();
            var open = (await data.PromptStages)
                .Where(one => one.ValidationPolicies is null or { Count: 0 } && one.Fields?.Any(passwords.Contains) == true)
                .ToDictionary(one => one.Pk!.Value);
            var stages = await data.GetStagesByFlowAsync();
            return (from flow in await data.Flows
                    where flow.Designation is "recovery" or "enrollment"
                    from stage in stages[flow.Pk!.Value]
                    where open.ContainsKey(stage.Pk!.Value)
                    select new Flaw(
                        open[stage.Pk!.Value],
                        $"In the flow '{flow}', people choose a password, and no policy checks it. A single letter is accepted.",
                        For("Set-AuthentikPromptStage", stage, "-AddValidationPolicy default-password-change-password-policy")))
                .DistinctBy(flaw => flaw.Subject);
        });

    public static FindingRule WithoutStages { get; } = new(
        "flow-without-stages", FindingSeverity.Medium, "A flow that has no stages and needs some.", async data =>
        {
            var codes = (await data.Brands).Select(brand => brand.FlowDeviceCode).ToHashSet();
            return from flow in await data.Flows
                   where flow.Designation is "authentication" or "enrollment" or "recovery" or "unenrollment" && flow.Stages is null or { Count: 0 }
                       && !codes.Contains(flow.Pk)
                   select new Flaw(
                       flow,
                       $"The flow is for {flow.Designation} and has no stages, so it does nothing.",
                       $"New-AuthentikFlowStageBinding -Target {Quote(flow.Slug!)} -Stage default-authentication-identification -Order 10");
        });

    public static FindingRule EmailUnencrypted { get; } = new(
        "email-unencrypted", FindingSeverity.Medium, "E-mail that is sent without encryption.", async data =>
            from stage in await data.EmailStages
            where stage is { UseGlobalSettings: false, UseTls: false, UseSsl: false } && stage.Host is not ("localhost" or "127.0.0.1" or "" or null)
            select new Flaw(
                stage,
                $"The stage sends links with which users sign in through {stage.Host} without encryption, so everybody on the way can use them.",
                For("Set-AuthentikEmailStage", stage, "-UseTls $true -Port 587")));

    public static FindingRule CaptchaTestKey { get; } = new(
        "captcha-test-key", FindingSeverity.High, "A captcha that everybody passes.", async data =>
            from stage in await data.CaptchaStages
            where stage.PublicKey is "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI" or "1x00000000000000000000AA" or "10000000-ffff-ffff-ffff-000000000001"
            select new Flaw(
                stage,
                "The public key is that which the service publishes for tests. Programs pass it as well as people.",
                For("Set-AuthentikCaptchaStage", stage, "-PublicKey 'your site key' -PrivateKey (Read-Host -AsSecureString)")));

    private static bool IsBarrier(Stage stage, HashSet<Guid?> optional) =>
        (Models.Invitation.IsModelOf(stage) && !optional.Contains(stage.Pk))
            || new[] { Models.Email, Models.Captcha, Models.Deny }.Any(model => model.IsModelOf(stage));
}
