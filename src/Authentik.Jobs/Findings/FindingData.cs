using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Authentik.Book;

namespace Authentik.Jobs.Findings;

/// <summary>
/// What the rules look at: the lists of a server. Each is read when the first rule needs it, once for all rules. What the server's version
/// doesn't have is an empty list, because nothing there can break a rule or use an object.
/// </summary>
internal sealed partial class FindingData(JobClient client, FindingOptions options, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> lists = new(StringComparer.Ordinal);

    /// <summary>From when on something counts as too old, too long or too soon.</summary>
    public FindingOptions Options => options;

    public DateTimeOffset Now => client.Now;

    public Task<IReadOnlyList<Application>> Applications => ReadAsync<Application>(Resources.Application);

    public Task<IReadOnlyList<PolicyBinding>> Bindings => ReadAsync<PolicyBinding>(Resources.PolicyBinding);

    public Task<IReadOnlyList<Policy>> Policies => ReadAsync<Policy>(Resources.Policy);

    public Task<IReadOnlyList<PropertyMapping>> Mappings => ReadAsync<PropertyMapping>(Resources.PropertyMapping);

    public Task<IReadOnlyList<CertificateKeyPair>> Certificates => ReadAsync<CertificateKeyPair>(Resources.CertificateKeyPair);

    public Task<IReadOnlyList<Brand>> Brands => ReadAsync<Brand>(Resources.Brand);

    public Task<IReadOnlyList<Source>> Sources => ReadAsync<Source>(Resources.Source);

    public Task<IReadOnlyList<OAuthSource>> OAuthSources => ReadAsync<OAuthSource>(Resources.OAuthSource);

    public Task<IReadOnlyList<LdapSource>> LdapSources => ReadAsync<LdapSource>(Resources.LdapSource);

    public Task<IReadOnlyList<SamlSource>> SamlSources => ReadAsync<SamlSource>(Resources.SamlSource);

    public Task<IReadOnlyList<Outpost>> Outposts => ReadAsync<Outpost>(Resources.Outpost);

    public Task<IReadOnlyList<DockerServiceConnection>> DockerConnections =>
        ReadAsync<DockerServiceConnection>(Resources.DockerServiceConnection);

    public Task<IReadOnlyList<NotificationTransport>> Transports => ReadAsync<NotificationTransport>(Resources.NotificationTransport);

    public Task<IReadOnlyList<NotificationRule>> NotificationRules => ReadAsync<NotificationRule>(Resources.NotificationRule);

    public Task<IReadOnlyList<Blueprint>> Blueprints => ReadAsync<Blueprint>(Resources.Blueprint);

    public Task<IReadOnlyList<RacEndpoint>> RacEndpoints => ReadAsync<RacEndpoint>(Resources.RacEndpoint);

    /// <summary>True if an application without a binding is open to everyone. From 2026.5 on, that can be switched off.</summary>
    public Task<bool> OpensUnbound => OnceAsync(nameof(OpensUnbound), () => DefaultAccess.ReadAsync(client, cancellation));

    /// <summary>The targets to which something is bound, and not only disabled.</summary>
    public Task<HashSet<Guid?>> BoundTargets => OnceAsync(nameof(BoundTargets), async () =>
        (await Bindings).Where(one => one.Enabled == true).Select(one => one.Target).ToHashSet());

    // Several rules need the same list, so it's the task that is kept. One that fails fails all rules that need it, with the same failure.
    private Task<IReadOnlyList<T>> ReadAsync<T>(
        Resource resource, IReadOnlyDictionary<string, object?>? filters = null, [CallerMemberName] string name = "")
        where T : AuthentikObject => OnceAsync<IReadOnlyList<T>>(name, async () => client.Gate.IsPossible(resource.Versions)
            ? await client.ReadAllAsync<T>(resource, filters, cancellation)
            : []);

    private Task<T> OnceAsync<T>(string name, Func<Task<T>> read) => (Task<T>)lists.GetOrAdd(name, _ => new Lazy<Task>(read)).Value;
}
