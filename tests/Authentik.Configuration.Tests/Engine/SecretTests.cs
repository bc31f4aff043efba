using System.Security;
using System.Text.Json.Nodes;
using Authentik.Configuration.Tests.Support;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Sandboxing.Tests.WholeBook;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>Secrets of existing objects are only different if somebody knows that, and certificates change with their keys.</summary>
public class SecretTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2024.8.6")]
    [InlineData("2026.8.3")]
    public async Task A_certificate_without_a_key_is_compared_and_replaced(string version)
    {
        using var server = await CreateAsync(version, Pem.SelfSigned(), key: null);
        var before = (await server.ReadAsync()).Graph;
        Assert.False(FindPair(before).Values.ContainsKey("key_data"));
        var wanted = WithCertificate(before, Pem.SelfSigned());

        var applied = await server.ApplyAsync(wanted);
        Assert.Equal(["certificate_data"], Assert.Single(applied.Results).Step.Fields!.Select(field => field.Name));
        Assert.Empty(applied.Failures);
        Assert.True((await server.PlanAsync(wanted)).Plan.IsNothing);
        Assert.Empty((await server.UndoAsync(applied.Undo)).Failures);
        Assert.True((await server.PlanAsync(before)).Plan.IsNothing);
    }

    [Theory]
    [InlineData("2024.8.6")]
    [InlineData("2026.8.3")]
    public async Task A_certificate_with_a_key_is_only_replaced_with_it(string version)
    {
        var (former, latter) = (Pem.Pair(), Pem.Pair());
        using var server = await CreateAsync(version, former.Certificate, former.Key);
        var before = (await server.ReadAsync()).Graph;
        var wanted = WithCertificate(before, latter.Certificate);
        var (plan, existing) = await server.PlanAsync(wanted);
        Assert.True(plan.IsNothing);
        Assert.Equal(["CertificateData", "KeyData"], ListNotCompared(wanted, existing.Graph).Order());

        await new SecretChanges((_, _) => Task.FromResult<SecureString?>(SecretText.Protect(latter.Key)), takesHidden: true)
            .FindAsync(wanted, existing.Graph, Cancellation);
        var difference = GraphComparison.Compare(wanted, existing.Graph).Single(one => one.Object.Key == FindPair(wanted).Key);
        Assert.Equal(["CertificateData", "KeyData"], difference.Fields.Select(field => field.Field.Property).Order());
        Assert.Empty(ListNotCompared(wanted, existing.Graph));
        Assert.DoesNotContain("PRIVATE KEY", string.Join('\n', difference.Fields.Select(ChangeText.Describe)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_the_server_returns_is_compared()
    {
        using var server = await ConfiguredServer.CreateSeededAsync("2026.2.2");
        var graph = (await server.ReadAsync()).Graph;
        var provider = graph.Objects.First(one => one.Resource == Resources.OAuth2Provider && one.Values.ContainsKey("client_secret"));
        var stored = (SecureString)provider.Stored!.ValueOf("client_secret")!;
        Assert.Null(await CompareAsync(null));
        Assert.False(await CompareAsync(SecretText.Reveal(stored)));
        Assert.True(await CompareAsync("another"));

        async Task<bool?> CompareAsync(string? secret)
        {
            provider.ComparedSecrets.Clear();
            await new SecretChanges((_, _) => Task.FromResult(secret is null ? null : SecretText.Protect(secret)), takesHidden: false)
                .FindAsync(graph, graph, Cancellation);
            return provider.ComparedSecrets.TryGetValue("client_secret", out var isDifferent) ? isDifferent : null;
        }
    }

    private static async Task<ConfiguredServer> CreateAsync(string version, string certificate, string? key)
    {
        var server = new ConfiguredServer(version);
        using var client = server.CreateClient();
        var values = new JsonObject { ["name"] = "made-pair", ["certificate_data"] = certificate };
        if (key is not null)
        {
            values["key_data"] = key;
        }

        await client.Post("/crypto/certificatekeypairs/", values);
        return server;
    }

    private static ConfigurationObject FindPair(ConfigurationGraph graph) =>
        graph.Objects.Single(one => one.Resource == Resources.CertificateKeyPair && one.Key.Text == "made-pair");

    private static IEnumerable<string> ListNotCompared(ConfigurationGraph wanted, ConfigurationGraph existing) =>
        SecretComparison.ListUnknown(FindPair(wanted), FindPair(existing)).Select(field => field.Property);

    private static ConfigurationGraph WithCertificate(ConfigurationGraph graph, string certificate)
    {
        var pair = FindPair(graph);
        var values = (JsonObject)pair.Values.DeepClone();
        values["certificate_data"] = certificate;
        var changed = new ConfigurationObject(pair.Resource, values) { Name = pair.Name.DeepClone(), Key = pair.Key };
        return ChangedObject.Replace(graph, [changed]);
    }
}
