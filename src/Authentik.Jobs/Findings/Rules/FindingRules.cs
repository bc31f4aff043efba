using Authentik.Jobs.Findings.Rules.Applications;
using Authentik.Jobs.Findings.Rules.Flows;
using Authentik.Jobs.Findings.Rules.Operation;
using Authentik.Jobs.Findings.Rules.People;
using Authentik.Jobs.Findings.Rules.Sources;
using Authentik.Jobs.Findings.Rules.Unused;

namespace Authentik.Jobs.Findings.Rules;

/// <summary>All rules, in the order in which they are evaluated: those that matter most come first.</summary>
internal static class FindingRules
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<FindingRule> All { get; } = [.. List().OrderByDescending(rule => rule.Severity)];

    private static IEnumerable<FindingRule> List() =>
    [
        AdminRules.WithoutMfa, AdminRules.Guest, AdminRules.Inactive, AdminRules.InheritedRights, AdminRules.DefaultAccount,
        TokenRules.OfAdmin, TokenRules.OfInactiveUser, TokenRules.LastingAppPassword, TokenRules.Old,
        SignInRules.Incomplete, SignInRules.WithoutMfa, SignInRules.MfaOptional, SignInRules.SessionTooLong, SignInRules.RevealsUsers,
        FlowRules.RecoveryWithoutProof, FlowRules.EnrollmentOpen, FlowRules.PasswordUnchecked, FlowRules.WithoutStages,
        FlowRules.EmailUnencrypted, FlowRules.CaptchaTestKey,
        ApplicationRules.OpenToEveryone, ApplicationRules.BindingPassesOnFailure, ApplicationRules.DummyInUse,
        ApplicationRules.ProviderWithoutOutpost, ApplicationRules.WithoutTarget, ApplicationRules.ProviderWithoutApplication,
        RedirectRules.AnyHost, RedirectRules.Lookalike, RedirectRules.PlainHttp, RedirectRules.Missing, RedirectRules.Localhost,
        OAuth2Rules.NoSigningKey, OAuth2Rules.SubjectEmail, OAuth2Rules.GlobalIssuer, OAuth2Rules.LongAccessToken,
            OAuth2Rules.LongRefreshToken,
        SamlRules.Unsigned, SamlRules.WeakAlgorithm, SamlRules.UnverifiedRequests,
        ProxyRules.UnauthenticatedPaths, ProxyRules.PlainHttp, ProxyRules.UnverifiedUpstream, ProxyRules.UnverifiedScim,
            ProxyRules.OpenRadius,
        CertificateRules.Expired, CertificateRules.Expiring, CertificateRules.Unused,
        SourceRules.LdapPlaintext, SourceRules.SamlUnverified, SourceRules.LinksExistingUsers, SourceRules.EnrollsAnyone,
        SourceRules.LdapUnverified, SourceRules.SamlIdpInitiated, SourceRules.DisabledOffered,
        OperationRules.NoWorker, OperationRules.NoDefaultBrand, OperationRules.OutpostNotConnected, OperationRules.OutpostOutdated,
        OperationRules.BlueprintFailed, OperationRules.WebhookUnencrypted, OperationRules.RuleWithoutTransport,
        OperationRules.RuleWithoutRecipient, OperationRules.RuleWithoutTrigger, OperationRules.DefaultBlueprintDisabled,
        UnusedRules.Outpost, UnusedRules.Policy, UnusedRules.Mapping, UnusedRules.Stage, UnusedRules.Flow, UnusedRules.Group,
            UnusedRules.Role,
    ];
}
