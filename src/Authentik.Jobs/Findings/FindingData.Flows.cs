namespace Authentik.Jobs.Findings;

/// <summary>The lists of flows and stages. That of all stages has only what is common to them.</summary>
internal sealed partial class FindingData
{
    public Task<IReadOnlyList<Flow>> Flows => ReadAsync<Flow>(Resources.Flow);

    public Task<IReadOnlyList<FlowStageBinding>> FlowBindings => ReadAsync<FlowStageBinding>(Resources.FlowStageBinding);

    public Task<IReadOnlyList<Stage>> Stages => ReadAsync<Stage>(Resources.Stage);

    public Task<IReadOnlyList<IdentificationStage>> IdentificationStages => ReadAsync<IdentificationStage>(Resources.IdentificationStage);

    public Task<IReadOnlyList<AuthenticatorValidateStage>> ValidateStages =>
        ReadAsync<AuthenticatorValidateStage>(Resources.AuthenticatorValidateStage);

    public Task<IReadOnlyList<UserLoginStage>> LoginStages => ReadAsync<UserLoginStage>(Resources.UserLoginStage);

    public Task<IReadOnlyList<EmailStage>> EmailStages => ReadAsync<EmailStage>(Resources.EmailStage);

    public Task<IReadOnlyList<PromptStage>> PromptStages => ReadAsync<PromptStage>(Resources.PromptStage);

    public Task<IReadOnlyList<Prompt>> Prompts => ReadAsync<Prompt>(Resources.Prompt);

    public Task<IReadOnlyList<CaptchaStage>> CaptchaStages => ReadAsync<CaptchaStage>(Resources.CaptchaStage);

    public Task<IReadOnlyList<InvitationStage>> InvitationStages => ReadAsync<InvitationStage>(Resources.InvitationStage);

    public Task<IReadOnlyList<MutualTlsStage>> MutualTlsStages => ReadAsync<MutualTlsStage>(Resources.MutualTlsStage);

    /// <summary>The stages of each flow, in their order.</summary>
    public async Task<ILookup<Guid, Stage>> GetStagesByFlowAsync() => (await FlowBindings)
        .Where(binding => binding is { Target: not null, StageObj: not null })
        .OrderBy(binding => binding.Order)
        .ToLookup(binding => binding.Target!.Value, binding => binding.StageObj!);
}
