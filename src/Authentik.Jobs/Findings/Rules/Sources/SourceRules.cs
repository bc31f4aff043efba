using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Sources;

/// <summary>Who gets in through other systems.</summary>
internal static class SourceRules
{
    // Everybody can have an account there, with any user name, and some don't check e-mail addresses.
    private static readonly string[] Public =
        ["apple", "discord", "facebook", "github", "gitlab", "google", "patreon", "reddit", "slack", "twitch", "twitter", "x", "wechat"];

    public static FindingRule DisabledOffered { get; } = new(
        "source-disabled-offered", FindingSeverity.Low, "A disabled source that a sign-in page is to offer.", async data =>
        {
            var offered = (await data.IdentificationStages).SelectMany(stage => stage.Sources?.ToArray() ?? [], (stage, source) =>
                (stage, source)).ToLookup(one => one.source, one => one.stage);
            return from source in await data.Sources
                   where source.Enabled == false && offered.Contains(source.Pk!.Value)
                   let stage = offered[source.Pk!.Value].First()
                   select new Flaw(
                       source,
                       $"The source is disabled, and the identification stage '{stage}' still has it. When somebody enables it for "
                           + "a test, everybody sees it.",
                       For("Set-AuthentikIdentificationStage", stage, $"-RemoveSource {Quote(source.Slug!)}"));
        });

    public static FindingRule LinksExistingUsers { get; } = new(
        "source-links-existing-users", FindingSeverity.Medium, "A source that gets into existing accounts.", async data =>
            from source in await data.Sources
            where source is { Enabled: true, UserMatchingMode: "email_link" or "username_link" }
                && FindNoun(source) is not null
            let what = source.UserMatchingMode == "email_link" ? "e-mail address" : "user name"
            select new Flaw(
                source,
                $"Who has an account there with the {what} of a user gets into that user's account. It's safe only if the other "
                    + $"system verifies the {what}.",
                For($"Set-Authentik{FindNoun(source)}Source", source, "-UserMatchingMode identifier")));

    public static FindingRule EnrollsAnyone { get; } = new(
        "source-enrolls-anyone", FindingSeverity.Medium, "A public source that creates accounts.", async data =>
        {
            var bound = await data.BoundTargets;
            return from source in await data.OAuthSources
                   where source is { Enabled: true, EnrollmentFlow: not null } && Public.Contains(source.ProviderType)
                       && !bound.Contains(source.Pk)
                   select new Flaw(
                       source,
                       $"Everybody can get {Articles.AddTo(source.ProviderType!)} account, and with it an account here. No policy is "
                           + "bound to the source.",
                       For("Set-AuthentikOAuthSource", source, "-EnrollmentFlow $null"));
        });

    public static FindingRule LdapPlaintext { get; } = new(
        "ldap-source-unencrypted", FindingSeverity.High, "Passwords that are sent to a directory without encryption.", async data =>
            from source in await data.LdapSources
            where source is { Enabled: true, StartTls: not true } && HasPlainServer(source)
            select new Flaw(
                source,
                $"authentik sends its own password, and those of users who sign in, to {source.ServerUri} without encryption.",
                For("Set-AuthentikLdapSource", source, "-StartTls $true")));

    public static FindingRule LdapUnverified { get; } = new(
        "ldap-source-unverified", FindingSeverity.Low, "A directory whose certificate isn't checked.", async data =>
            from source in await data.LdapSources
            where source is { Enabled: true, PeerCertificate: null } && (source.StartTls == true || !HasPlainServer(source))
            select new Flaw(
                source,
                $"Without a certificate to compare with, authentik takes any server for {source.ServerUri}, and tells it the "
                    + "passwords of users.",
                For("Set-AuthentikLdapSource", source, "-PeerCertificate 'certificate of the directory'")));

    public static FindingRule SamlUnverified { get; } = new(
        "saml-source-unverified", FindingSeverity.High, "Assertions of another system that aren't checked.", async data =>
            from source in await data.SamlSources
            where source is { Enabled: true }
                && (source.VerificationKp is null || source is { SignedAssertion: false, SignedResponse: false })
            select new Flaw(
                source,
                "authentik doesn't check the signature of what it's told, so somebody who can send a form can sign in as any user "
                    + "of the source.",
                For("Set-AuthentikSamlSource", source, "-VerificationKp 'certificate of the identity provider'")));

    public static FindingRule SamlIdpInitiated { get; } = new(
        "saml-source-idp-initiated", FindingSeverity.Low, "Sign-ins that nobody here asked for.", async data =>
            from source in await data.SamlSources
            where source is { Enabled: true, AllowIdpInitiated: true }
            select new Flaw(
                source,
                "The source accepts assertions without a request. Somebody can be signed in to an attacker's account without "
                    + "noticing, and a stolen assertion can be sent again.",
                For("Set-AuthentikSamlSource", source, "-AllowIdpInitiated $false")));

    private static bool HasPlainServer(LdapSource source) => (source.ServerUri ?? string.Empty)
        .Split(',', StringSplitOptions.TrimEntries)
        .Any(server => !server.StartsWith("ldaps://", StringComparison.OrdinalIgnoreCase)
            && !server.StartsWith("ldapi://", StringComparison.OrdinalIgnoreCase));

    // Others, such as a directory, enroll and match users by other rules.
    private static string? FindNoun(Source source) => source.MetaModelName?.Split('.')[0] switch
    {
        "authentik_sources_oauth" => "OAuth",
        "authentik_sources_saml" => "Saml",
        "authentik_sources_plex" => "Plex",
        "authentik_sources_kerberos" => "Kerberos",
        "authentik_sources_telegram" => "Telegram",
        _ => null,
    };
}
