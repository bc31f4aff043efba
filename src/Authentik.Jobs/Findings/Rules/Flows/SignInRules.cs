using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Flows;

/// <summary>The flow with which people sign in, which is that of the default brand.</summary>
internal static class SignInRules
{
    private static readonly TimeSpan LongSession = TimeSpan.FromDays(31);

    public static FindingRule Incomplete { get; } = new(
        "authentication-incomplete", FindingSeverity.High, "An authentication flow that signs nobody in.", async data =>
        {
            var stages = await data.GetStagesByFlowAsync();
            return from flow in await FindSignInFlowsAsync(data)
                   let missing = new[] { Models.UserLogin, Models.Identification }.FirstOrDefault(model =>
                       !stages[flow.Pk!.Value].Any(model.IsModelOf))
                   where missing is not null
                   select new Flaw(
                       flow,
                       $"The authentication flow of the default brand has no {missing.Title}, so nobody can sign in anew.",
                       $"New-AuthentikFlowStageBinding -Target {Quote(flow.Slug!)} -Stage {missing.DefaultStage} -Order "
                           + $"{missing.DefaultOrder}");
        });

    public static FindingRule WithoutMfa { get; } = new(
        "authentication-without-mfa", FindingSeverity.Medium, "A sign-in that never asks for a second factor.", async data =>
        {
            var stages = await data.GetStagesByFlowAsync();
            return from flow in await FindSignInFlowsAsync(data)
                   where !stages[flow.Pk!.Value].Any(Models.Validate.IsModelOf)
                   select new Flaw(
                       flow,
                       "The authentication flow of the default brand asks nobody for a second factor, so a stolen password is enough.",
                       $"New-AuthentikFlowStageBinding -Target {Quote(flow.Slug!)} -Stage default-authentication-mfa-validation -Order 30");
        });

    public static FindingRule MfaOptional { get; } = new(
        "authentication-mfa-optional", FindingSeverity.Info, "A sign-in that lets people without a second factor in.", async data =>
        {
            var stages = await data.GetStagesByFlowAsync();
            var lenient = (await data.ValidateStages).Where(stage => stage.NotConfiguredAction == "skip").ToDictionary(stage =>
                stage.Pk!.Value);
            return from flow in await FindSignInFlowsAsync(data)
                   let asking = stages[flow.Pk!.Value].Where(Models.Validate.IsModelOf).ToList()
                   where asking.Count > 0 && asking.All(stage => lenient.ContainsKey(stage.Pk!.Value))
                   let stage = lenient[asking[0].Pk!.Value]
                   select new Flaw(
                       stage,
                       $"In the flow '{flow}', who has no second factor signs in with the password alone. authentik is installed so.",
                       For("Set-AuthentikAuthenticatorValidateStage", stage, "-NotConfiguredAction configure -ConfigurationStage "
                           + "default-authenticator-totp-setup"));
        });

    public static FindingRule SessionTooLong { get; } = new(
        "session-too-long", FindingSeverity.Low, "Sessions that last for more than a month.", async data =>
            from stage in await data.LoginStages
            let longest = new[] { stage.SessionDuration?.TimeSpan ?? default, stage.RememberMeOffset?.TimeSpan ?? default }.Max()
            where longest > LongSession
            select new Flaw(
                stage,
                $"Who signs in stays signed in for {longest.TotalDays:0} days. So does whoever gets hold of the computer or the cookie.",
                For("Set-AuthentikUserLoginStage", stage, "-SessionDuration days=1 -RememberMeOffset days=7")));

    public static FindingRule RevealsUsers { get; } = new(
        "identification-reveals-users", FindingSeverity.Low, "A sign-in page that tells which users exist.", async data =>
            from stage in await data.IdentificationStages
            where stage.PretendUserExists == false
            select new Flaw(
                stage,
                "The page says at once if there is no such user. An attacker learns which user names are worth trying.",
                For("Set-AuthentikIdentificationStage", stage, "-PretendUserExists $true")));

    // Without a brand's choice, the server takes the first flow by its slug.
    private static async Task<IEnumerable<Flow>> FindSignInFlowsAsync(FindingData data)
    {
        var flows = (await data.Flows).Where(flow => flow.Designation == "authentication").OrderBy(flow =>
            flow.Slug, StringComparer.Ordinal);
        var brand = (await data.Brands).FirstOrDefault(one => one.Default == true);
        return brand is null ? [] : flows.Where(flow => brand.FlowAuthentication is null || flow.Pk == brand.FlowAuthentication).Take(1);
    }
}
