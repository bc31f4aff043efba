using System.Xml;
using System.Xml.Linq;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.Rules;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Applications;

/// <summary>Creates a SAML provider from the metadata of a service.</summary>
internal static class MetadataImport
{
    private const string Path = "/providers/saml/";

    private const string Certificates = "/crypto/certificatekeypairs/";
    private const string Post = "HTTP-POST";
    private const int PemWidth = 64;

    private static readonly string[] Texts = ["name", "authorization_flow", "invalidation_flow"];

    public static ListAction[] OfLists { get; } =
    [
        new("POST", Path + "import_metadata/", (state, request) => MultipartForm.Read(request, form => Import(state, request, form))),
    ];

    private static ApiResponse Import(ServerState state, ApiRequest request, MultipartForm form)
    {
        var values = new JsonObject();
        var errors = new FieldErrors();
        foreach (var name in Texts.Where(name => state.IsFrom(2024, 10) || name != "invalidation_flow"))
        {
            values[name] = form.Find(name)?.Text.Trim();
            if (values[name] is null)
            {
                errors.Add(name, "This field is required.");
            }
        }

        if (form.Find("file") is not { FileName: not null } file)
        {
            errors.Add("file", "No file was submitted.");
            return Responses.BadRequest(errors.Json);
        }

        return errors.Any ? Responses.BadRequest(errors.Json) : Create(state, request, values, file.Text);
    }

    // The server crashes on a file that isn't the metadata of a service.
    private static ApiResponse Create(ServerState state, ApiRequest request, JsonObject values, string text)
    {
        if (FindService(text) is not { } service)
        {
            return Responses.Crash(request.Method);
        }

        values["issuer"] = service.Document!.Root!.Attribute("entityID")?.Value;
        values["acs_url"] = service.Attribute("Location")?.Value;
        values["sp_binding"] = ReadBinding(service);
        values["sign_assertion"] = true;
        ReadDetails(state, service.Parent!, values);
        ReadCertificates(state, request, service.Parent!, values);
        values["property_mappings"] = Stored.FindAll(state, "/propertymappings/provider/saml/")
            .Where(row => row.GetString("managed") is not null).Select(row => row.IdString).ToJson();
        var resource = state.Catalog.FindByPath(Path)!;
        var (row, errors) = new ObjectWriter(state, request).Create(resource, values);
        return row is null ? Responses.BadRequest(errors ?? new JsonObject())
            : state.IsFrom(2025, 12) ? Responses.Json(201, new Presenter(state).Show(row, new View(resource, null, request)))
            : Responses.NoContent();
    }

    // The format of the user's name counts from 2025.8 on, the logout from 2026.2 on.
    private static void ReadDetails(ServerState state, XElement descriptor, JsonObject values)
    {
        if (state.IsFrom(2025, 8) && Find(descriptor, "NameIDFormat") is { } format)
        {
            values["default_name_id_policy"] = format.Value;
        }

        if (state.IsFrom(2026, 2) && Find(descriptor, "SingleLogoutService") is { } logout)
        {
            values["sls_url"] = logout.Attribute("Location")?.Value;
            values["sls_binding"] = ReadBinding(logout);
        }
    }

    // A service that wants signed assertions gets them signed with the first key that the server has.
    private static void ReadCertificates(ServerState state, ApiRequest request, XElement descriptor, JsonObject values)
    {
        if (IsTrue(descriptor, "WantAssertionsSigned"))
        {
            values["signing_kp"] = Stored.FindAll(state, Certificates)
                .Where(pair => CertificateRules.GetPrivateKey(pair).Length > 0)
                .Select(pair => pair.IdString).Order(StringComparer.Ordinal).FirstOrDefault();
        }

        if (IsTrue(descriptor, "AuthnRequestsSigned") && FindCertificate(descriptor, "signing") is { } signing)
        {
            values["verification_kp"] = AddCertificate(state, request, $"Provider {values["name"]} - SAML Signing Certificate", signing);
        }

        if (state.IsFrom(2026, 2) && FindCertificate(descriptor, "encryption") is { } encryption)
        {
            var name = $"Provider {values["name"]} - SAML Encryption Certificate";
            values["encryption_kp"] = AddCertificate(state, request, name, encryption);
        }
    }

    private static JsonNode? AddCertificate(ServerState state, ApiRequest request, string name, string text)
    {
        var lines = string.Concat(text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).Chunk(PemWidth);
        var pem = $"-----BEGIN CERTIFICATE-----\n{string.Join('\n', lines.Select(line => new string(line)))}\n-----END CERTIFICATE-----";
        var values = new JsonObject { ["name"] = name, ["certificate_data"] = pem };
        var (row, _) = new ObjectWriter(state, request).Create(state.Catalog.FindByPath(Certificates)!, values);
        return row?.Id.DeepClone() ?? throw new NotModelledException("metadata with a certificate that can't be read");
    }

    private static string? FindCertificate(XElement descriptor, string use) => descriptor.Elements()
        .Where(element => element.Name.LocalName == "KeyDescriptor" && element.Attribute("use")?.Value == use)
        .Select(key => Find(key, "X509Certificate")?.Value).FirstOrDefault();

    private static bool IsTrue(XElement element, string attribute) =>
        string.Equals(element.Attribute(attribute)?.Value, "true", StringComparison.OrdinalIgnoreCase);

    private static string ReadBinding(XElement service) =>
        service.Attribute("Binding")?.Value.EndsWith(Post, StringComparison.Ordinal) == true ? "post" : "redirect";

    private static XElement? Find(XElement element, string name) =>
        element.Descendants().FirstOrDefault(inner => inner.Name.LocalName == name);

    private static XElement? FindService(string text)
    {
        try
        {
            return XDocument.Parse(text).Root is { } root ? Find(root, "AssertionConsumerService") : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
