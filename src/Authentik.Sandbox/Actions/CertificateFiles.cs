using System.Text;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Rules;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions;

/// <summary>Certificates and their keys as PEM: inside of JSON, or as a file.</summary>
internal static class CertificateFiles
{
    private const string DownloadOption = "download";

    public static Answer ViewCertificate(World world, ApiCall call, Row pair) => View(call, CertificateRules.CertificateOf(pair), $"{pair.Text("name")}_certificate.pem");

    public static Answer ViewPrivateKey(World world, ApiCall call, Row pair) => View(call, CertificateRules.KeyOf(pair), $"{pair.Text("name")}_private_key.pem");

    // That the option is there is enough; download=false gives a file too.
    private static Answer View(ApiCall call, string pem, string fileName) => call.Value(DownloadOption) is null
        ? Answers.Ok(new JsonObject { ["data"] = pem })
        : new Answer(200, Encoding.ASCII.GetBytes(pem), [new("Content-Type", "application/x-pem-file"), new("Content-Disposition", $"attachment; filename=\"{fileName}\"")]);
}
