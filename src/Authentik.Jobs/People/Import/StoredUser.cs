using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// What an import compares of a user. A hundred thousand of them are kept at once, so only the custom attributes are that the rows have.
/// </summary>
internal sealed class StoredUser
{
    private readonly TrackedAttributes? tracked;
    private readonly string?[] attributes = [];
    private readonly JsonObject? all;

    private StoredUser(User user)
    {
        Pk = user.Pk!.Value;
        Username = user.Username!;
        (Name, Email, Path, Type, IsActive) = (user.Name, user.Email, user.Path, user.Type, user.IsActive);
        Groups = user.Groups?.ToArray() ?? [];
        Roles = user.Roles?.ToArray() ?? [];
    }

    /// <summary>Keeps the whole user.</summary>
    public StoredUser(User user, JsonObject attributes)
        : this(user) => (Whole, all) = (user, attributes);

    /// <summary>Keeps what is compared.</summary>
    public StoredUser(User user, TrackedAttributes tracked)
        : this(user)
    {
        this.tracked = tracked;
        attributes = tracked.Read(user);
        (Path, Type) = (tracked.Share(Path), tracked.Share(Type));
    }

    public int Pk { get; }

    public string Username { get; }

    public string? Name { get; }

    public string? Email { get; }

    public string? Path { get; }

    public string? Type { get; }

    public bool? IsActive { get; }

    public IReadOnlyList<Guid> Groups { get; }

    public IReadOnlyList<Guid> Roles { get; }

    /// <summary>The user as it was read; null if only this was kept of it.</summary>
    public User? Whole { get; }

    /// <summary>The value of a field, by the API's name.</summary>
    public object? FindValue(string field) => field switch
    {
        "username" => Username,
        "name" => Name,
        "email" => Email,
        "path" => Path,
        "type" => Type,
        "is_active" => IsActive,
        _ => throw new ArgumentException($"{field} isn't kept.", nameof(field)),
    };

    /// <summary>The value that rows are matched by; null if the user has none.</summary>
    public string? FindKey(UserMatch match) => match.Path.Count > 0
        ? FindAttribute(match.Path) is { } json ? UserMatch.ReadText(JsonNode.Parse(json)) : null
        : FindValue(match.Name) is string { Length: > 0 } text ? text : null;

    /// <summary>True if the value of a custom attribute is known.</summary>
    public bool Knows(IReadOnlyList<string> path) => all is not null || tracked!.IndexOf(path) is not null;

    /// <summary>The value of a custom attribute as JSON; null if the user doesn't have it.</summary>
    public string? FindAttribute(IReadOnlyList<string> path) => all is not null
        ? TrackedAttributes.Find(all, path)
        : tracked!.IndexOf(path) is { } index && index < attributes.Length ? attributes[index] : null;

    /// <summary>The user as an object that other commands take: as it was read, or with what was kept.</summary>
    public AuthentikObject MakeObject(Session session) => Whole ?? ObjectReader.Read(
        Resources.User,
        JsonSerializer.SerializeToElement(new JsonObject
        {
            ["pk"] = Pk,
            ["username"] = Username,
            ["name"] = Name,
            ["email"] = Email,
            ["is_active"] = IsActive,
            ["path"] = Path,
            ["type"] = Type,
        }),
        session);
}

/// <summary>The custom attributes that the rows have, and that are kept of each user.</summary>
internal sealed class TrackedAttributes
{
    private readonly List<IReadOnlyList<string>> paths = [];
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> shared = new(StringComparer.Ordinal);
    private bool isClosed;

    /// <summary>Adds a path, unless users were read already.</summary>
    public void Add(IReadOnlyList<string> path)
    {
        if (!isClosed && indexes.TryAdd(KeyOf(path), paths.Count))
        {
            paths.Add(path);
        }
    }

    /// <summary>Where the value is; null if it isn't kept.</summary>
    public int? IndexOf(IReadOnlyList<string> path) => indexes.TryGetValue(KeyOf(path), out var index) ? index : null;

    /// <summary>The values of a user, as JSON.</summary>
    public string?[] Read(User user)
    {
        isClosed = true;
        if (paths.Count == 0)
        {
            return [];
        }

        var all = ReadAll(user);
        return [.. paths.Select(path => Share(Find(all, path)))];
    }

    /// <summary>The same string for all users that have it, such as a department.</summary>
    public string? Share(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!shared.TryGetValue(text, out var known) && shared.Count < MostShared)
        {
            shared[text] = known = text;
        }

        return known ?? text;
    }

    /// <summary>All custom attributes of a user.</summary>
    public static JsonObject ReadAll(User user) => JsonWriting.Write(user.Attributes, "attributes") as JsonObject ?? [];

    /// <summary>The value at a path as JSON; null if there is none.</summary>
    public static string? Find(JsonObject map, IReadOnlyList<string> path)
    {
        JsonNode? found = map;
        foreach (var key in path)
        {
            if (found is not JsonObject inner || !inner.TryGetPropertyValue(key, out found))
            {
                return null;
            }
        }

        return found?.ToJsonString() ?? "null";
    }

    private const int MostShared = 20_000;

    private static string KeyOf(IReadOnlyList<string> path) => string.Join('\n', path);
}
