using Authentik.Sandboxing.Expressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Evaluation;

/// <summary>The attributes and the name of a user, as a SAML provider sends them.</summary>
internal sealed class SamlPreview(ServerState state, Row provider, Row user)
{
    private const string Formats = "urn:oasis:names:tc:SAML:";

    private readonly NameScope scope = NameScope.Create(state, user);

    public JsonObject Show() => new()
    {
        ["attributes"] = new JsonArray([.. FindMappings().Select(ShowAttribute).OfType<JsonNode>()]),
        ["nameID"] = FindName(),
    };

    private IEnumerable<Row> FindMappings() => provider.Values["property_mappings"].AsStrings()
        .Select(FindMapping).OfType<Row>().OrderBy(mapping => mapping.GetString("saml_name"), StringComparer.Ordinal);

    private Row? FindMapping(string id) => Stored.Find(state, "/propertymappings/provider/saml/", id);

    private JsonObject? ShowAttribute(Row mapping)
    {
        var value = PythonCode.Evaluate(mapping.GetString("expression"), scope);
        if (value is null)
        {
            return null;
        }

        var values = value is JsonArray list ? list.Select(PythonText.Convert) : [PythonText.Convert(value)];
        var attribute = new JsonObject { ["Value"] = values.ToJson() };
        if (mapping.GetString("friendly_name") is { Length: > 0 } friendly)
        {
            attribute["FriendlyName"] = friendly;
        }

        attribute["Name"] = mapping.GetString("saml_name");
        return attribute;
    }

    private JsonNode? FindName()
    {
        var persistent = user.Values["uid"];
        if (provider.GetString("name_id_mapping") is { } id && FindMapping(id) is { } mapping)
        {
            var value = PythonCode.Evaluate(mapping.GetString("expression"), scope);
            return value is null ? persistent?.DeepClone() : PythonText.Convert(value);
        }

        var attributes = user.Values["attributes"] as JsonObject;
        var format = provider.GetString("default_name_id_policy") ?? string.Empty;
        var name = format.Replace(Formats, string.Empty, StringComparison.Ordinal) switch
        {
            "1.1:nameid-format:emailAddress" => user.Values["email"],
            "1.1:nameid-format:X509SubjectName" => attributes?["distinguishedName"] ?? persistent,
            "2.0:nameid-format:WindowsDomainQualifiedName" => attributes?["upn"] ?? persistent,
            "2.0:nameid-format:transient" => throw new NotModelledException("names that depend on the session"),
            _ => persistent,
        };
        return name?.DeepClone();
    }
}
