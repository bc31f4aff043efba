namespace Authentik.Jobs.Findings.Rules.Applications;

/// <summary>Which certificates are in use, and by what: read from the lists of what can use them, not with a request for each.</summary>
internal static class CertificateUse
{
    /// <summary>What uses each certificate.</summary>
    public static async Task<ILookup<Guid, AuthentikObject>> ReadAsync(FindingData data)
    {
        var uses = new List<(Guid? Certificate, AuthentikObject User)>();
        Add(uses, await data.OAuth2Providers, one => [one.SigningKey, one.EncryptionKey]);
        Add(uses, await data.SamlProviders, one => [one.SigningKp, one.VerificationKp, one.EncryptionKp]);
        Add(uses, await data.WsFederationProviders, one => [one.SigningKp, one.EncryptionKp]);
        Add(uses, await data.ProxyProviders, one => [one.Certificate]);
        Add(uses, await data.LdapProviders, one => [one.Certificate]);
        Add(uses, await data.RadiusProviders, one => [one.Certificate]);
        Add(uses, await data.LdapSources, one => [one.PeerCertificate, one.ClientCertificate]);
        Add(uses, await data.SamlSources, one => [one.SigningKp, one.VerificationKp, one.EncryptionKp]);
        Add(uses, await data.Brands, one => [one.WebCertificate, .. one.ClientCertificates?.Cast<Guid?>() ?? []]);
        Add(uses, await data.DockerConnections, one => [one.TlsVerification, one.TlsAuthentication]);
        Add(uses, await data.MutualTlsStages, one => one.CertificateAuthorities?.Cast<Guid?>() ?? []);
        Add(uses, await data.Transports, one => [one.WebhookCa]);
        return uses.Where(use => use.Certificate is not null).ToLookup(use => use.Certificate!.Value, use => use.User);
    }

    private static void Add<T>(List<(Guid?, AuthentikObject)> uses, IEnumerable<T> all, Func<T, IEnumerable<Guid?>> read)
        where T : AuthentikObject => uses.AddRange(all.SelectMany(read, (one, certificate) => (certificate, (AuthentikObject)one)));
}
