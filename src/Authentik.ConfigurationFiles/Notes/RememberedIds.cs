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
    private const string ProofName = "proof";
    private const string IdsName = "ids";

    private readonly string? server;
    private readonly IReadOnlyList<string> proof = [];
    private readonly IReadOnlyDictionary<string, string> ids = new Dictionary<string, string>();

    /// <summary>None.</summary>
    public RememberedIds()
    {
    }

    /// <summary>Those of a server, by the paths of documents.</summary>
    public RememberedIds(ServerMark server, IReadOnlyDictionary<string, string> ids) =>
        (this.server, proof, this.ids) = (server.Uri.ToString(), server.Proof, ids);

    private RememberedIds(JsonObject values)
    {
        server = values[ServerName]?.GetValue<string>();
        proof = [.. (values[ProofName]?.AsArray() ?? []).Select(ReadId)];
        ids = (values[IdsName]?.AsObject() ?? []).ToDictionary(pair => pair.Key, pair => ReadId(pair.Value));
    }

    /// <summary>The ids of a folder; none if an export didn't write them.</summary>
    /// <exception cref="ConfigurationFileException">They aren't valid.</exception>
    public static RememberedIds Read(string folder) =>
        NoteFile.TryRead(folder, DocumentName, values => new RememberedIds(values)) ?? new RememberedIds();

    /// <summary>
    /// True if they are of this server. One that was set up again at the same address gives the same numbers to other objects.
    /// </summary>
    public bool AreOf(ServerMark asked) => server == asked.Uri.ToString() && proof.Intersect(asked.Proof).Any();

    /// <summary>True if they are of the same server as those of another folder.</summary>
    public bool AreOf(RememberedIds other) => server is not null && server == other.server && proof.Intersect(other.proof).Any();

    /// <summary>The id of the object of a document; null if none is known.</summary>
    public string? Find(ConfigurationObject one) => one.Origin is { } origin ? ids.GetValueOrDefault(origin.File) : null;

    /// <summary>The bytes of the file.</summary>
    public byte[] Write() => PlainText.Encode(DocumentFormats.Json.Write(new JsonObject
    {
        [ServerName] = server,
        [ProofName] = new JsonArray([.. proof.Select(id => JsonValue.Create(id))]),
        [IdsName] = new JsonObject(ids.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
    }));

    private static string ReadId(JsonNode? value) => value?.GetValue<string>() ?? throw new FormatException("An id is missing.");
}
