using System.Collections;
using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Completion;

/// <summary>For each parameter with a mark in the book: Tab offers what fits first, and the rest after it.</summary>
public class FitTests(CommandCatalog catalog, FitTests.ServerWithChoice fixture)
    : ConnectedTests<FitTests.ServerWithChoice>(fixture), IClassFixture<FitTests.ServerWithChoice>
{
    private readonly Dictionary<string, HashSet<string>> known = [];

    [Fact]
    public void Offers_what_fits_first_and_the_rest_after_it()
    {
        Assert.SkipWhen(TestServer.IsReal, TestServer.NeedsSandbox);
        var marked = CompletedParameter.ListAll(catalog)
            .Where(one => one.Fits is not null && one.Completer == "NameCompleter").ToList();
        Assert.True(marked.Count > 150, $"Only {marked.Count} parameters are marked.");
        Assert.Empty(marked.SelectMany(FindFaults));
    }

    private IEnumerable<string> FindFaults(CompletedParameter one)
    {
        if (one.Fits!.KindField is not string)
        {
            return FindFaults(one, new Hashtable(), []);
        }

        string[] types = ["proxy", "ldap", "radius", "rac"];
        return types.SelectMany(type => (IEnumerable<string>)FindFaults(one, new Hashtable { ["Type"] = type }, [type]));
    }

    private IEnumerable<string> FindFaults(CompletedParameter one, Hashtable bound, string[] types)
    {
        dynamic resource = one.Targets.Single();
        var offered = one.Complete(Shell, bound: bound).Select(text => text.Trim('\'')).ToList();
        HashSet<string> fitting = ListFitting(resource, one.Fits, types);
        var first = offered.TakeWhile(fitting.Contains).Count();
        if (first == 0 || first == offered.Count || offered.Skip(first).Any(fitting.Contains))
        {
            yield return $"{one} {string.Join(' ', types)}: {first} of {fitting.Count} that fit are first in {string.Join(", ", offered)}.";
        }
    }

    // Asked for with the module's own commands.
    private HashSet<string> ListFitting(dynamic resource, dynamic fits, string[] types)
    {
        List<string> kinds = [.. (IEnumerable<string>)fits.Kinds, .. types.Select(type => $"{type}{resource.Noun}")];
        List<string> filters = [];
        foreach (dynamic one in (IEnumerable<object>)fits.Filters)
        {
            dynamic filter = ((IEnumerable<object>)resource.Filters).Single(known => ((dynamic)known).Name == one.Field);
            filters.Add($"-{filter.Parameter} {one.Value}");
        }

        var list = $"Get-Authentik{resource.Noun} {string.Join(' ', filters)}";
        var key = $"{list} {string.Join(' ', kinds)}";
        if (!known.TryGetValue(key, out var found))
        {
            List<string> properties = [.. ((IEnumerable<string>)resource.Names).Select(name => (string)resource.GetField(name).Property)];
            found = [.. Shell.Text(
                $"{list} | Where-Object {{ !$kinds -or $_.GetType().Name -in $kinds }}"
                    + " | ForEach-Object { foreach ($p in $properties) { $_.$p } }",
                new { kinds = kinds.ToArray(), properties = properties.ToArray() })];
            known[key] = found;
        }

        return found;
    }

    /// <summary>Has something that fits and something that doesn't for each mark.</summary>
    public sealed class ServerWithChoice : ConnectedShell
    {
        public ServerWithChoice(SharedServer shared)
            : base(shared)
        {
            if (!TestServer.IsReal)
            {
                AddObjects();
            }
        }

        private void AddObjects() => Shell.Invoke("""
            'recovery', 'unenrollment' | ForEach-Object { $null = New-AuthentikFlow -Name $_ -Slug $_ -Title $_ -Designation $_ }
            $key = [Security.Cryptography.ECDsa]::Create()
            $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=public', $key, 'SHA256')
            $pem = $request.CreateSelfSigned((Get-Date), (Get-Date).AddYears(1)).ExportCertificatePem()
            $null = New-AuthentikCertificateKeyPair -Name public-only -CertificateData $pem
            $flows = @{
                AuthorizationFlow = 'default-provider-authorization-implicit-consent'
                InvalidationFlow = 'default-provider-invalidation-flow'
            }
            $null = New-AuthentikOAuth2Provider -Name used @flows -RedirectUri @()
            $null = New-AuthentikOAuth2Provider -Name unused @flows -RedirectUri @()
            $null = New-AuthentikProxyProvider -Name a-proxy @flows -ExternalHost https://a.example.com -Mode forward_single
            $null = New-AuthentikLdapProvider -Name b-ldap @flows
            $null = New-AuthentikRadiusProvider -Name c-radius @flows
            $null = New-AuthentikRacProvider -Name d-rac -AuthorizationFlow $flows.AuthorizationFlow
            $null = New-AuthentikScimProvider -Name e-scim -Url https://scim.example.com -Token x
            $null = New-AuthentikApplication -Name used -Slug used -Provider used
            $null = New-AuthentikLdapSource -Name directory -Slug directory -ServerUri ldap://ldap.example.com -BaseDn dc=example
            $oidc = @{ ProviderType = 'openidconnect'; ConsumerKey = 'a'; ConsumerSecret = 'b' }
            $urls = @{ AuthorizationUrl = 'https://a.example.com'; AccessTokenUrl = 'https://a.example.com' }
            $keys = @{ keys = @(@{ kty = 'RSA' }) }
            $null = New-AuthentikOAuthSource -Name signing -Slug signing @oidc @urls -ProfileUrl https://a.example.com -OidcJwks $keys
            """);
    }
}
