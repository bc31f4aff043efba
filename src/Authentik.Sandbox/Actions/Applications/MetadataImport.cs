using System.Xml;
using System.Xml.Linq;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Applications;

/// <summary>Creates a SAML provider from the metadata of a service.</summary>
internal static class MetadataImport
{
    private const string Path = "/providers/saml/";

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
        var isRedirect = service.Attribute("Binding")?.Value.EndsWith("Redirect", StringComparison.Ordinal) == true;
        values["sp_binding"] = isRedirect ? "redirect" : "post";
        values["property_mappings"] = Stored.FindAll(state, "/propertymappings/provider/saml/")
            .Where(row => row.GetString("managed") is not null).Select(row => row.IdString).ToJson();
        var resource = state.Catalog.FindByPath(Path)!;
        var (row, errors) = new ObjectWriter(state, request).Create(resource, values);
        return row is null ? Responses.BadRequest(errors ?? new JsonObject())
            : state.IsFrom(2025, 12) ? Responses.Json(201, new Presenter(state).Show(row, new View(resource, null, request)))
            : Responses.NoContent();
    }

    private static XElement? FindService(string text)
    {
        try
        {
            return XDocument.Parse(text).Descendants().FirstOrDefault(element => element.Name.LocalName == "AssertionConsumerService");
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
