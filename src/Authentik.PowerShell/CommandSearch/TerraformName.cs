using System.Text.RegularExpressions;

namespace Authentik.Commands;

/// <summary>
/// The name of a resource in authentik's provider for Terraform, such as authentik_policy_binding. It has the words of a noun, the kind
/// first: authentik_stage_identification.
/// </summary>
internal static partial class TerraformName
{
    // Nouns with other words than the name.
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["event_rule"] = "NotificationRule",
        ["event_transport"] = "NotificationTransport",
        ["outpost_provider_attachment"] = "Outpost",
        ["policy_expiry"] = "PasswordExpiryPolicy",
        ["property_mapping_ldap"] = "LdapSourcePropertyMapping",
        ["property_mapping_notification"] = "NotificationWebhookMapping",
        ["provider_oauth2_dcr"] = "OAuth2DynamicClientRegistration",
        ["endpoints_connector_agent_enrollment_token"] = "EnrollmentToken",
        ["rbac_permission_role"] = "RoleAssignedPermission",
        ["rbac_permission_user"] = "UserAssignedPermission",
        ["stage_prompt_field"] = "Prompt",
    };

    // Some nouns leave out the area, or say less of a property mapping, and older names leave out whose it is.
    private static readonly string[] Omitted = ["rbac", "enterprise", "endpoint", "system", "property", "provider"];
    private static readonly string[] Added = ["provider"];

    /// <summary>Reads a name, or the address of an object, into words; null for anything else.</summary>
    public static IReadOnlyList<string>? Read(string text) =>
        Name().Match(text) is { Success: true } match ? match.Groups[1].Value.Split('_') : null;

    /// <summary>Finds the noun with these words; null for none.</summary>
    public static string? FindNoun(IReadOnlyList<string> words)
    {
        if (Others.TryGetValue(string.Join('_', words), out var other))
        {
            return other;
        }

        var singular = words.SelectMany(WordReader.ReadText).ToList();
        return ListVariants(singular).Select(FindExact).FirstOrDefault(noun => noun is not null);
    }

    private static IEnumerable<IReadOnlyList<string>> ListVariants(IReadOnlyList<string> words)
    {
        yield return words;
        foreach (var left in Omitted.Where(words.Contains))
        {
            yield return [.. words.Where(word => word != left)];
        }

        yield return [.. words.Except(Omitted)];
        yield return [.. words, .. Added];
    }

    private static string? FindExact(IReadOnlyList<string> words) =>
        words.Count == 0 ? null : NounSearch.Nouns.FirstOrDefault(noun => IsMadeOf(noun.ToLowerInvariant(), words));

    // The words of a name are in another order than those of the noun.
    private static bool IsMadeOf(string noun, IReadOnlyList<string> words) => noun.Length == 0
        ? words.Count == 0
        : words.Where((word, place) => noun.StartsWith(word, StringComparison.Ordinal)
            && IsMadeOf(noun[word.Length..], [.. words.Where((_, other) => other != place)])).Any();

    [GeneratedRegex(@"^(?:data\.)?authentik_([a-z0-9]+(?:_[a-z0-9]+)*)(?:\.\S+)?$")]
    private static partial Regex Name();
}
