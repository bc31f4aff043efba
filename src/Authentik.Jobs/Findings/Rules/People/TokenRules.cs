using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.People;

/// <summary>Tokens and app passwords. Those that authentik manages for itself aren't meant.</summary>
internal static class TokenRules
{
    private const string Api = "api";
    private const string AppPassword = "app_password";

    public static FindingRule OfAdmin { get; } = new(
        "token-admin-never-expires", FindingSeverity.Medium, "A token of a superuser that never expires.", async data =>
        {
            var admins = (await data.Admins).Select(user => user.Pk).ToHashSet();
            return from token in await ReadAsync(data)
                   where token is { Expiring: false } && admins.Contains(token.User)
                   select new Flaw(
                       token,
                       $"The token of '{token.UserObj?.Username}' can do everything, and never expires. Nobody notices if it's copied.",
                       For("Remove-AuthentikToken", token));
        });

    public static FindingRule OfInactiveUser { get; } = new(
        "token-of-inactive-user", FindingSeverity.Low, "A token of a deactivated user.", async data =>
            from token in await ReadAsync(data)
            where token.UserObj is { IsActive: false } && (token.Expiring == false || token.Expires > data.Now)
            select new Flaw(
                token,
                $"The user '{token.UserObj!.Username}' is deactivated. The token works again as soon as somebody activates the user.",
                For("Remove-AuthentikToken", token)));

    public static FindingRule LastingAppPassword { get; } = new(
        "app-password-never-expires", FindingSeverity.Low, "An app password of a person that never expires.", async data =>
            from token in await ReadAsync(data)
            where token is { Intent: AppPassword, Expiring: false } && token.UserObj is { IsActive: true, Type: "internal" or "external" }
            select new Flaw(
                token,
                $"With the app password, '{token.UserObj!.Username}' signs in without a second factor, and it never expires.",
                For("Remove-AuthentikToken", token)));

    // No token says when its key was made. But one that doesn't expire keeps the date that it got when it was made or last changed, which
    // no later key changes.
    public static FindingRule Old { get; } = new(
        "token-old", FindingSeverity.Low, "A token that was made long ago.", async data =>
            from token in await ReadAsync(data)
            where token is { Expiring: false } && token.Expires < data.Now - data.Options.SecretAge
            select new Flaw(
                token,
                $"The token of '{token.UserObj?.Username}' is older than {data.Options.SecretAge.TotalDays:0} days: it was last "
                    + $"changed before {token.Expires:yyyy-MM-dd}. "
                    + "The longer a key is in use, the more places know it.",
                For("Set-AuthentikTokenKey", token, "-Key (Read-Host -AsSecureString)")));

    private static async Task<IEnumerable<Token>> ReadAsync(FindingData data) =>
        (await data.Tokens).Where(token => token is { Intent: Api or AppPassword } && string.IsNullOrEmpty(token.Managed));
}
