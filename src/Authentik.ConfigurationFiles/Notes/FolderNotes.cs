using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration.Files;

/// <summary>What a folder says beside its objects: of what it's a part, and which objects must not exist.</summary>
internal sealed record FolderNotes
{
    /// <summary>The name of its file.</summary>
    public const string DocumentName = ".authentik-configuration";

    private const string VersionName = "version";
    private const string PartName = "part";
    private const string UsersName = "users";
    private const string KindsName = "kinds";
    private const string ApplicationsName = "applications";
    private const string UnseenName = "unseen";
    private const string AbsentName = "absent";

    private static readonly string[] All = [PartName, UsersName, KindsName, ApplicationsName, UnseenName];

    /// <summary>
    /// The version of the server that was exported: its objects have no values for fields of newer versions. Null for any.
    /// </summary>
    public ServerVersion? Version { get; init; }

    /// <summary>True if it has single applications with what they need.</summary>
    public bool IsPart { get; init; }

    /// <summary>True if it was exported with users.</summary>
    public bool IncludesUsers { get; init; }

    /// <summary>The kinds that were exported, as they were specified; none for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The slugs of the applications that were exported with what they need; none for all.</summary>
    public IReadOnlyList<string> Applications { get; init; } = [];

    /// <summary>Kinds of which the caller couldn't view all objects: what isn't in the folder may exist.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];

    /// <summary>
    /// Objects that didn't exist when the folder was written to take changes back, with the ids that they got afterwards; null for an id
    /// that nobody noted.
    /// </summary>
    public IReadOnlyDictionary<ObjectKey, string?> Absent { get; init; } = new Dictionary<ObjectKey, string?>();

    /// <summary>True if they are those of an export, which say all. Otherwise nobody knows what isn't in the folder on purpose.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The notes of a folder; those of a whole configuration if it has none.</summary>
    /// <exception cref="ConfigurationFileException">They aren't valid.</exception>
    public static FolderNotes Read(string folder) => NoteFile.TryRead(folder, DocumentName, Read) ?? new FolderNotes();

    /// <summary>
    /// True if an object would be in the folder if somebody wanted it: what authentik's own blueprints manage is on every server, and isn't
    /// exported.
    /// </summary>
    public bool Covers(ConfigurationObject one, IReadOnlyList<Resource>? kinds) =>
        !IsPart && one.ManagedBy is null && (one.Resource.IsConfiguration || IncludesUsers)
        && kinds?.Contains(one.Resource) != false && !Unseen.Contains(one.Resource.Noun);

    /// <summary>True if another export is of the same objects, so that it renews this one.</summary>
    public bool IsSameExport(FolderNotes other) =>
        (IsPart, IncludesUsers) == (other.IsPart, other.IncludesUsers)
        && Kinds.SequenceEqual(other.Kinds) && Applications.SequenceEqual(other.Applications);

    /// <summary>The bytes of the notes.</summary>
    public byte[] Write() => PlainText.Encode(DocumentFormats.Json.Write(new JsonObject
    {
        [VersionName] = Version?.ToString(),
        [PartName] = IsPart,
        [UsersName] = IncludesUsers,
        [KindsName] = WriteList(Kinds),
        [ApplicationsName] = WriteList(Applications),
        [UnseenName] = WriteList(Unseen),
        [AbsentName] = new JsonArray([.. Absent.OrderBy(one => one.Key).Select(WriteAbsent)]),
    }));

    private static FolderNotes Read(JsonObject values) => new()
    {
        Version = values[VersionName]?.GetValue<string>() is { } version ? ServerVersion.Parse(version) : null,
        IsPart = values[PartName]?.GetValue<bool>() == true,
        IncludesUsers = values[UsersName]?.GetValue<bool>() == true,
        Kinds = ReadNames(values[KindsName]),
        Applications = ReadNames(values[ApplicationsName]),
        Unseen = ReadNames(values[UnseenName]),
        Absent = ReadList(values[AbsentName]).Select(ReadAbsent).ToDictionary(),
        IsComplete = All.All(values.ContainsKey),
    };

    private static JsonArray WriteAbsent(KeyValuePair<ObjectKey, string?> one) => new(one.Key.Root, one.Key.Text, one.Value);

    private static JsonArray WriteList(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);

    private static IReadOnlyList<string> ReadNames(JsonNode? value) => [.. ReadList(value).Select(name => name!.GetValue<string>())];

    private static JsonArray ReadList(JsonNode? value) => value?.AsArray() ?? [];

    private static KeyValuePair<ObjectKey, string?> ReadAbsent(JsonNode? value) => value is JsonArray { Count: 3 } parts
        ? new(new ObjectKey(parts[0]!.GetValue<string>(), parts[1]!.GetValue<string>()), parts[2]?.GetValue<string>())
        : throw new FormatException("An object that must not exist has a kind and a name.");
}
