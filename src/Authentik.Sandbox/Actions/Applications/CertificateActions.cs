using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.Rules;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Applications;

/// <summary>Certificates and private keys: new ones, and those that exist as PEM, in JSON or as a file.</summary>
internal static class CertificateActions
{
    private const string Path = "/crypto/certificatekeypairs/";
    private const string DownloadOption = "download";
    private const string Name = "common_name";
    private const string Algorithm = "alg";
    private const int KeySize = 2048;

    private static readonly string[] OldAlgorithms = ["rsa", "ecdsa"];
    private static readonly string[] NewAlgorithms = ["rsa", "ecdsa", "ed25519", "ed448"];

    public static ObjectAction[] OfObjects { get; } =
    [
        new(Path, "view_certificate", (state, request, pair) =>
            View(state, request, pair, CertificateRules.GetCertificate(pair), "certificate")),
        new(Path, "view_private_key", (state, request, pair) =>
            View(state, request, pair, CertificateRules.GetPrivateKey(pair), "private_key")),
    ];

    public static ListAction[] OfLists { get; } = [new("POST", Path + "generate/", Generate)];

    // The option counts whatever its value is: download=false gives a file too.
    private static ApiResponse View(ServerState state, ApiRequest request, Row pair, string pem, string kind)
    {
        AuditLog.RecordView(state, request, pair, "authentik.crypto.api", kind);
        var disposition = $"attachment; filename=\"{pair.GetString("name")}_{kind}.pem\"";
        return request.FindValue(DownloadOption) is null
            ? Responses.Ok(new JsonObject { ["data"] = pem })
            : new ApiResponse(
                200,
                Encoding.ASCII.GetBytes(pem),
                [new("Content-Type", "application/x-pem-file"), new("Content-Disposition", disposition)]);
    }

    private static ApiResponse Generate(ServerState state, ApiRequest request) => ActionBody.Read(request, body =>
    {
        var (name, days) = (body.RequireText(Name), body.RequireInteger("validity_days"));
        var algorithm = body.Values[Algorithm]?.ToString() ?? "rsa";
        if (!(state.Version.Year > 2025 ? NewAlgorithms : OldAlgorithms).Contains(algorithm))
        {
            body.Reject(Algorithm, $"\"{algorithm}\" is not a valid choice.");
        }

        if (body.Rejection is null && Stored.FindBy(state, Path, "name", name) is not null)
        {
            body.Reject(Name, "This field must be unique.");
        }

        return body.Rejection ?? Create(state, request, name, days, algorithm);
    });

    private static ApiResponse Create(ServerState state, ApiRequest request, string name, int days, string algorithm)
    {
        if (algorithm.StartsWith("ed", StringComparison.Ordinal))
        {
            return Responses.NotModelled($"certificates with {algorithm} keys");
        }

        var resource = state.Catalog.FindByPath(Path)!;
        var (certificate, key) = CreatePair(name, state.Now, days, isCurve: algorithm == "ecdsa");
        var values = new JsonObject { ["name"] = name, ["certificate_data"] = certificate, ["key_data"] = key };
        var (row, errors) = new ObjectWriter(state, request).Create(resource, values);
        return row is null
            ? Responses.BadRequest(errors ?? new JsonObject())
            : Responses.Ok(new Presenter(state).Show(row, new View(resource, null, request)));
    }

    private static (string Certificate, string Key) CreatePair(string name, DateTimeOffset now, int days, bool isCurve)
    {
        var quoted = name.Replace("\"", "\"\"", StringComparison.Ordinal);
        var subject = new X500DistinguishedName($"CN=\"{quoted}\", O=authentik, OU=Self-signed");
        var (start, end) = (now.AddDays(-1), now.AddDays(Math.Max(days, 0)));
        if (isCurve)
        {
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var small = new CertificateRequest(subject, curve, HashAlgorithmName.SHA256).CreateSelfSigned(start, end);
            return (small.ExportCertificatePem(), curve.ExportPkcs8PrivateKeyPem());
        }

        using var key = RSA.Create(KeySize);
        var wanted = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = wanted.CreateSelfSigned(start, end);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
