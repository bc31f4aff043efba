using System.Security;
using System.Text.Json.Nodes;
using Authentik.Access;
using Authentik.Http;
using Authentik.Sessions;
using Authentik.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests.Support;

/// <summary>A server with what the access of user 5 depends on, and a session of that user.</summary>
internal sealed class AccessServer(string version = "2026.2.2", AuthenticationType authentication = AuthenticationType.ApiToken)
{
    public const string ClientId = "door";
    private const int User = 5;

    private readonly Dictionary<string, List<JsonObject>> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private readonly List<Guid> memberships = [];
    private Func<IEnumerable<string>> calls = () => [];

    /// <summary>True if nobody may view the keys of tokens.</summary>
    public bool HidesKeys { get; set; }

    public bool IsSuperuser { get; set; } = true;

    /// <summary>The requests, without the path of the API.</summary>
    public IReadOnlyList<string> Requests =>
        [.. calls().Select(call => call.Replace("/api/v3", string.Empty, StringComparison.Ordinal).Split('?')[0])];

    public bool HasSeveralParents => string.CompareOrdinal(version, "2025.12") >= 0;

    /// <summary>Adds a group, and returns its id.</summary>
    public Guid AddGroup(bool isSuperuser = false, bool isOwn = false, params Guid[] parents)
    {
        var id = Guid.NewGuid();
        var group = new JsonObject { ["pk"] = id, ["name"] = $"group {id}", ["is_superuser"] = isSuperuser };
        if (HasSeveralParents)
        {
            group["parents"] = new JsonArray([.. parents.Select(one => JsonValue.Create(one))]);
        }
        else
        {
            group["parent"] = parents.Length == 0 ? null : parents[0];
        }

        Add("/core/groups/", group);
        memberships.AddRange(isOwn ? [id] : []);
        return id;
    }

    /// <summary>Adds a token of a user, and returns it.</summary>
    public Token AddToken(string identifier, string key = "another key", string intent = "api", int user = User, bool expires = false)
    {
        keys[identifier] = key;
        return Read<Token>(Resources.Token, Add("/core/tokens/", new JsonObject
        {
            ["pk"] = Guid.NewGuid(), ["identifier"] = identifier, ["intent"] = intent, ["user"] = user, ["expiring"] = expires,
            ["expires"] = "2030-01-01T00:00:00Z",
        }));
    }

    /// <summary>Adds an object to the list at a path, and returns it as the client reads it.</summary>
    public T Add<T>(Book.Resource resource, JsonObject values)
        where T : AuthentikObject => Read<T>(resource, Add(resource.Path, values));

    /// <summary>The check of a new command.</summary>
    public OwnAccess Open() => new(new ApiClient(new Call(OpenSession(), new CallNotes())));

    private JsonObject Add(string path, JsonObject values)
    {
        if (!lists.TryGetValue(path, out var list))
        {
            lists[path] = list = [];
        }

        list.Add(values);
        return values;
    }

    private static T Read<T>(Book.Resource resource, JsonObject values)
        where T : AuthentikObject
    {
        using var json = System.Text.Json.JsonDocument.Parse(values.ToJsonString());
        var session = Fake.Session(new FakeTransport(_ => throw new InvalidOperationException()));
        return (T)ObjectReader.Read(resource, json.RootElement, session);
    }

    private Session OpenSession()
    {
        var transport = new FakeTransport(Answer);
        calls = () => transport.Calls;
        var settings = new ConnectionSettings
        {
            Name = "test", Uri = new Uri("https://auth.example.com/"), Authentication = authentication, ClientId = ClientId,
        };
        var secrets = new Dictionary<string, SecureString> { [ConnectionSettings.CredentialSecret] = SecretText.Protect(Fake.Token) };
        return new Session(new Connection(settings, secrets), transport, new Redactor(), Resources.Book)
        {
            Tokens = new FixedToken(SecretText.Protect(Fake.Token)),
            ServerVersion = Book.ServerVersion.Parse(version),
            Username = "akadmin",
            UserId = User,
            IsSuperuser = IsSuperuser,
        };
    }

    private TransportResponse Answer(TransportRequest request)
    {
        var path = request.Uri.AbsolutePath.Replace("/api/v3", string.Empty, StringComparison.Ordinal);
        if (path.EndsWith("/view_key/", StringComparison.Ordinal))
        {
            var key = keys[path.Split('/')[^3]];
            return HidesKeys ? FakeTransport.Json(403, """{"detail": "no"}""") : FakeTransport.Json(200, $$"""{"key": "{{key}}"}""");
        }

        if (path == $"/core/users/{User}/")
        {
            return FakeTransport.Json(200, WriteUser().ToJsonString());
        }

        var last = path.TrimEnd('/').Split('/')[^1];
        var single = lists.Where(list => path.StartsWith(list.Key, StringComparison.Ordinal) && path != list.Key)
            .SelectMany(list => list.Value)
            .FirstOrDefault(one => new[] { "pk", "identifier", "slug", "brand_uuid" }.Any(key => one[key]?.ToString().Trim('"') == last));
        if (single is not null)
        {
            return FakeTransport.Json(200, single.ToJsonString());
        }

        var rows = lists.GetValueOrDefault(path) ?? [];
        var results = new JsonArray([.. rows.Select(row => row.DeepClone())]);
        var page = new JsonObject { ["next"] = 0, ["count"] = rows.Count, ["current"] = 1, ["total_pages"] = 1 };
        return FakeTransport.Json(200, new JsonObject { ["pagination"] = page, ["results"] = results }.ToJsonString());
    }

    private JsonObject WriteUser() => new()
    {
        ["pk"] = User,
        ["username"] = "akadmin",
        ["groups"] = new JsonArray([.. memberships.Select(id => JsonValue.Create(id))]),
        ["groups_obj"] = new JsonArray([.. lists.GetValueOrDefault("/core/groups/", [])
            .Where(group => memberships.Contains(group["pk"]!.GetValue<Guid>()))
            .Select(group => group.DeepClone())]),
    };
}
