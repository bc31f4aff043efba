using System.Text.Json.Nodes;

namespace Authentik.Configuration.Files;

/// <summary>
/// The ids that objects had on the server that was exported, by the paths of their documents. By them, an object is found again that has
/// another name now. They are beside the documents, because they mean nothing on other servers.
/// </summary>
internal sealed class RememberedIds
{
    /// <summary>The name of the file.</summary>
    public const string DocumentName = ".authentik-ids";

    private const string ServerName = "server";
    private const string IdsName = "ids";

    private readonly string? server;
    private readonly IReadOnlyDictionary<string, string> ids = new Dictionary<string, string>();

    /// <summary>None.</summary>
    public RememberedIds()
    {
    }

    /// <summary>Those of a server, by the paths of documents.</summary>
    public RememberedIds(Uri server, IReadOnlyDictionary<string, string> ids) => (this.server, this.ids) = (server.ToString(), ids);

    private RememberedIds(JsonObject values)
    {
        server = values[ServerName]?.GetValue<string>();
        ids = (values[IdsName]?.AsObject() ?? []).ToDictionary(pair => pair.Key, pair => ReadId(pair.Value));
    }

    /// <summary>The ids of a folder; none if an export didn't write them.</summary>
    /// <exception cref="ConfigurationFileException">They aren't valid.</exception>
    public static RememberedIds Read(string folder) =>
        NoteFile.TryRead(folder, DocumentName, values => new RememberedIds(values)) ?? new RememberedIds();

    /// <summary>The id of the object of a document; null if none is known on a server.</summary>
    public string? Find(Uri? asked, ConfigurationObject one) =>
        asked?.ToString() == server && one.Origin is { } origin ? ids.GetValueOrDefault(origin.File) : null;

    /// <summary>The id of the object of a document, if another folder is of the same server.</summary>
    public string? Find(RememberedIds other, ConfigurationObject one) =>
        server is not null && server == other.server && one.Origin is { } origin ? ids.GetValueOrDefault(origin.File) : null;

    /// <summary>The bytes of the file.</summary>
    public byte[] Write() => PlainText.Encode(DocumentFormats.Json.Write(new JsonObject
    {
        [ServerName] = server,
        [IdsName] = new JsonObject(ids.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
    }));

    private static string ReadId(JsonNode? value) => value?.GetValue<string>() ?? throw new FormatException("An id is missing.");
}
