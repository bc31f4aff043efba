namespace Authentik.Hosting.Tests.Finding;

/// <summary>What people type, and the command that they look for: Phrases.txt says which.</summary>
public class PhraseTests(Operations operations) : IClassFixture<Operations>
{
    private const int Top = 3;

    public static TheoryData<string, string, int> Phrases => [.. ReadPhrases()];

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Finds_the_command_that_a_phrase_asks_for(string phrase, string command, int places) =>
        Assert.Contains(command, FindCommands(phrase).Take(places));

    [Fact]
    public void Finds_a_command_once_and_says_what_it_does()
    {
        Assert.All(ReadPhrases().Select(row => row.Data.Item1), phrase =>
        {
            var found = operations.Shell.Invoke("Find-AuthentikCommand $phrase", new { phrase });
            var isByWords = found.All(match => match.TypeNames[0].EndsWith("#Words", StringComparison.Ordinal));
            var commands = FindCommands(phrase).Where(command => command != "Invoke-AuthentikRequest").ToList();
            Assert.True(!isByWords || commands.Distinct().Count() == commands.Count, phrase);
            Assert.All(found, match => Assert.EndsWith(".", (string)match.Properties["Synopsis"].Value, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Says_of_every_command_what_its_help_says() => Assert.Empty(operations.Shell.Text(
        """
        Get-Command -Module Authentik | Where-Object {
            $said = (Find-AuthentikCommand $_.Name | Select-Object -First 1).Synopsis
            -not $said -or $said -cne (Get-Help $_.Name).Synopsis.Trim()
        }
        """));

    [Theory]
    [InlineData("add user to group", "USERS   groups to added")]
    [InlineData("reset password", "password reset")]
    [InlineData("reset password", "how do I reset the password of a user")]
    [InlineData("list scim providers", "scim provider list")]
    public void Order_plural_and_words_without_meaning_matter_little(string one, string other) =>
        Assert.Equal(FindCommands(one)[0], FindCommands(other)[0]);

    [Theory]
    [InlineData("certifcate", "Get-AuthentikCertificateKeyPair")]
    [InlineData("aplication", "Get-AuthentikApplication")]
    [InlineData("blueprnit", "Get-AuthentikBlueprint")]
    [InlineData("perm", "Get-AuthentikPermission")]
    public void Understands_small_errors_and_beginnings(string typed, string command) =>
        Assert.Contains(command, FindCommands(typed).Take(Top));

    [Theory]
    [InlineData("flow", "Get New Set Remove Copy Export Import")]
    [InlineData("policy binding", "Get New Set Remove")]
    [InlineData("group members", "Get Remove Add")]
    public void A_noun_alone_lists_its_commands_Get_first(string typed, string verbs)
    {
        var found = FindCommands(typed).Distinct().Take(verbs.Split(' ').Length).Select(command => command.Split('-')[0]).ToList();
        Assert.Equal("Get", found[0]);
        Assert.Equal(verbs.Split(' ').Order(), found.Order());
    }

    [Theory]
    [InlineData("authentik_policy_binding", "PolicyBinding")]
    [InlineData("authentik_provider_oauth2", "OAuth2Provider")]
    [InlineData("authentik_provider_oauth2.grafana", "OAuth2Provider")]
    [InlineData("data.authentik_flow.default", "Flow")]
    [InlineData("authentik_stage_identification", "IdentificationStage")]
    [InlineData("authentik_stage_authenticator_webauthn", "AuthenticatorWebAuthnStage")]
    [InlineData("authentik_stage_authenticator_endpoint_gdtc", "AuthenticatorEndpointGdtcStage")]
    [InlineData("authentik_stage_endpoints", "EndpointStage")]
    [InlineData("authentik_stage_mutual_tls", "MutualTlsStage")]
    [InlineData("authentik_stage_prompt", "PromptStage")]
    [InlineData("authentik_stage_prompt_field", "Prompt")]
    [InlineData("authentik_policy_geoip", "GeoIpPolicy")]
    [InlineData("authentik_policy_expiry", "PasswordExpiryPolicy")]
    [InlineData("authentik_property_mapping_provider_scope", "ScopeMapping")]
    [InlineData("authentik_property_mapping_provider_scim", "ScimProviderMapping")]
    [InlineData("authentik_property_mapping_provider_saml", "SamlProviderPropertyMapping")]
    [InlineData("authentik_property_mapping_saml", "SamlProviderPropertyMapping")]
    [InlineData("authentik_property_mapping_source_ldap", "LdapSourcePropertyMapping")]
    [InlineData("authentik_event_rule", "NotificationRule")]
    [InlineData("authentik_rbac_role", "Role")]
    [InlineData("authentik_rbac_initial_permissions", "InitialPermission")]
    [InlineData("authentik_enterprise_license", "License")]
    [InlineData("authentik_system_settings", "Setting")]
    [InlineData("authentik_service_connection_kubernetes", "KubernetesServiceConnection")]
    [InlineData("authentik_endpoints_connector_agent", "AgentConnector")]
    [InlineData("authentik_endpoints_device_access_group", "DeviceAccessGroup")]
    [InlineData("authentik_certificate_key_pair", "CertificateKeyPair")]
    [InlineData("authentik_application_entitlement", "ApplicationEntitlement")]
    public void Understands_names_of_Terraform(string name, string noun) =>
        Assert.Equal($"Get-Authentik{noun}", FindCommands(name)[0]);

    [Theory]
    [InlineData("top")]
    [InlineData("limit")]
    [InlineData("all")]
    [InlineData("page size")]
    public void Tells_how_a_list_is_limited(string typed)
    {
        var first = operations.Shell.Invoke("Find-AuthentikCommand $typed | Select-Object -First 1", new { typed })[0];
        Assert.Contains("-First", (string)first.Properties["Synopsis"].Value, StringComparison.Ordinal);
        var help = operations.Shell.Text($"{first.Properties["Command"].Value} | Out-String");
        Assert.All(["-Top", "-Limit", "-All"], word => Assert.Contains(word, string.Concat(help), StringComparison.Ordinal));
    }

    [Fact]
    public void Names_only_commands_that_exist()
    {
        var commands = operations.Shell.Text("(Get-Command -Module Authentik).Name").ToHashSet();
        var lines = File.ReadLines(Path.Combine(Repository.Root, "src/Authentik.PowerShell/CommandSearch/Words/Synonyms.txt"));
        var named = lines.Where(line => line.Contains("-Authentik", StringComparison.Ordinal) && line[0] is not ('#' or '-'))
            .Select(line => line.Split(": ")[0].Split(" | ")[0])
            .ToList();
        Assert.True(named.Count > 80, $"Only {named.Count} commands have words.");
        Assert.Equal(named.Distinct().Count(), named.Count);
        Assert.Empty(named.Select(name => name.Split(' ').First(word => word != "Get-Help")).Except(commands));
    }

    private IReadOnlyList<string> FindCommands(string phrase) =>
        [.. operations.FindQuery(phrase).Select(found => found.Command)];

    private static IEnumerable<TheoryDataRow<string, string, int>> ReadPhrases() =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "tests/Authentik.Hosting.Tests/Finding/Phrases.txt"))
        where line.Length > 0 && line[0] != '#'
        let parts = line.TrimStart('!', ' ').Split(" | ")
        select new TheoryDataRow<string, string, int>(parts[0], parts[1], line[0] == '!' ? 1 : Top);
}
