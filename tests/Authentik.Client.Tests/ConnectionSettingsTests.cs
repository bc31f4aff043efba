using System.Reflection;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Authentik.Profiles;
using Authentik.Sessions;

namespace Authentik.Client.Tests;

/// <summary>The merge of settings (typed over saved over environment), and what of them a profile saves.</summary>
public class ConnectionSettingsTests
{
    // Settings of a session, which no profile has.
    private static readonly string[] NotSaved = [nameof(ConnectionSettings.Name), nameof(ConnectionSettings.TracePath)];

    private static readonly Dictionary<Type, (object Upper, object Lower)> Samples = new()
    {
        [typeof(string)] = ("typed", "saved"),
        [typeof(Uri)] = (new Uri("https://typed.example.com/"), new Uri("https://saved.example.com/")),
        [typeof(bool)] = (true, true),
        [typeof(double)] = (7.0, 70.0),
        [typeof(long)] = (7L, 70L),
        [typeof(IReadOnlyList<string>)] = (new[] { "typed" }, new[] { "saved" }),
        [typeof(AuthenticationType)] = (AuthenticationType.AppPassword, AuthenticationType.DeviceCode),
    };

    private static IEnumerable<PropertyInfo> Properties => typeof(ConnectionSettings)
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(property => property.SetMethod is not null);

    public static TheoryData<string> Names => [.. Properties.Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_specified_wins_and_the_rest_comes_from_below(string name)
    {
        var property = Properties.Single(property => property.Name == name);
        var (upper, lower) = Samples[property.PropertyType];
        Assert.Equal(upper, property.GetValue(With(property, upper).Over(With(property, lower))));
        Assert.Equal(lower, property.GetValue(new ConnectionSettings().Over(With(property, lower))));
        Assert.Equal(upper, property.GetValue(With(property, upper).Over(new ConnectionSettings())));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_profile_saves_every_setting_but_the_sessions_own(string name)
    {
        var property = Properties.Single(property => property.Name == name);
        var value = Samples[property.PropertyType].Upper;
        var settings = With(property, value);
        settings = settings with { Uri = settings.Uri ?? new Uri("https://auth.example.com/") };
        var profile = Profile.FromConnection(new Connection(settings, new Dictionary<string, SecureString>()), "saved");
        var read = JsonSerializer.Deserialize<Profile>(JsonSerializer.Serialize(profile, ProfileDocument.Json), ProfileDocument.Json)!;
        Assert.Equal(!NotSaved.Contains(name), Equals(Simple(value), Simple(property.GetValue(read))));
    }

    [Fact]
    public void Secrets_are_merged_and_those_that_nothing_refers_to_are_left_out()
    {
        var saved = new Connection(
            new ConnectionSettings { Headers = ["X-Old"], ProxyUsername = "walter" },
            Secrets(("credential", "saved"), ("header-X-Old", "old"), ("proxy-password", "saved")));
        var typed = new Connection(
            new ConnectionSettings { Headers = ["X-New"] },
            Secrets(("credential", "typed"), ("header-X-New", "new")));
        using var merged = typed.Over(saved).Complete();
        Assert.Equal(
            [("credential", "typed"), ("header-X-New", "new"), ("proxy-password", "saved")],
            merged.Secrets.Select(secret => (secret.Key, SecretText.Reveal(secret.Value))).Order());
    }

    [Fact]
    public void A_certificate_object_replaces_the_file_below_and_a_file_the_object()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        var file = new Connection(new ConnectionSettings { CertificatePath = "client.pfx" }, Secrets());
        var passed = new Connection(new ConnectionSettings(), Secrets()) { Certificate = certificate };
        Assert.Equal((certificate, null), (passed.Over(file).Certificate, passed.Over(file).Settings.CertificatePath));
        Assert.Equal((null, "client.pfx"), (file.Over(passed).Certificate, file.Over(passed).Settings.CertificatePath));
    }

    [Theory]
    [InlineData("walter", "", "walter")]
    [InlineData("EXAMPLE\\walter", "EXAMPLE", "walter")]
    public void A_proxy_user_keeps_its_domain(string saved, string domain, string user)
    {
        var settings = new ConnectionSettings { ProxyUsername = saved };
        var credential = new Connection(settings, Secrets(("proxy-password", "secret"))).ProxyCredential!;
        Assert.Equal((domain, user, "secret"), (credential.Domain, credential.UserName, credential.Password));
    }

    [Theory]
    [InlineData(AuthenticationType.ApiToken, "secret 'credential'")]
    [InlineData(AuthenticationType.ClientSecret, "client id")]
    public void A_profile_that_lacks_something_says_what(AuthenticationType way, string missing)
    {
        var profile = new Profile { Name = "prod", Uri = new Uri("https://auth.example.com/"), Authentication = way };
        var failure = Assert.Throws<InputException>(() => profile.ToConnection(Secrets()));
        Assert.Equal(
            $"The profile 'prod' has no {missing}. Connect without the profile, and save it again with Save-AuthentikProfile prod -Force.",
            failure.Message);
    }

    private static ConnectionSettings With(PropertyInfo property, object value)
    {
        var settings = new ConnectionSettings();
        property.SetValue(settings, value);
        return settings;
    }

    private static object? Simple(object? value) => value is IReadOnlyList<string> list ? string.Join(',', list) : value;

    private static Dictionary<string, SecureString> Secrets(params (string Name, string Value)[] secrets) =>
        secrets.ToDictionary(secret => secret.Name, secret => SecretText.Protect(secret.Value));
}
