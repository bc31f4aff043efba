namespace Authentik.Jobs.Findings.Rules.Flows;

/// <summary>A kind of stage by which flows are judged.</summary>
/// <param name="Name">Its model, as stages have it.</param>
/// <param name="Title">What it's called in a sentence.</param>
/// <param name="DefaultStage">The stage of this kind that authentik comes with; null for none.</param>
/// <param name="DefaultOrder">Its place in authentik's own flow.</param>
internal sealed record StageModel(string Name, string Title, string? DefaultStage = null, int DefaultOrder = 0)
{
    /// <summary>True if a stage is of this kind.</summary>
    public bool IsModelOf(Stage stage) => stage.MetaModelName == Name;
}

/// <summary>The kinds that rules look for.</summary>
internal static class Models
{
    public static StageModel Identification { get; } = new(
        "authentik_stages_identification.identificationstage", "identification stage", "default-authentication-identification", 10);

    public static StageModel UserLogin { get; } = new(
        "authentik_stages_user_login.userloginstage", "user login stage", "default-authentication-login", 100);

    public static StageModel Validate { get; } = new(
        "authentik_stages_authenticator_validate.authenticatorvalidatestage", "authenticator validation stage");

    public static StageModel Email { get; } = new("authentik_stages_email.emailstage", "e-mail stage");

    public static StageModel Captcha { get; } = new("authentik_stages_captcha.captchastage", "captcha stage");

    public static StageModel Invitation { get; } = new("authentik_stages_invitation.invitationstage", "invitation stage");

    public static StageModel Deny { get; } = new("authentik_stages_deny.denystage", "deny stage");

    public static StageModel UserWrite { get; } = new("authentik_stages_user_write.userwritestage", "user write stage");
}
