using System.Globalization;
using System.Security;
using System.Text.Json;
using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sandboxing;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Creates servers in memory. It's a class of its own, so that the sandbox's assembly is loaded only for a sandbox.</summary>
internal static class SandboxServer
{
    private const string DefaultName = "sandbox";
    private const string Example = """{"User": [{"username": "x", "name": "X"}]}""";

    private static int count;

    /// <summary>Creates a sandbox, and the connection to it.</summary>
    /// <exception cref="InputException">The sandbox can't emulate the version.</exception>
    public static Connection CreateConnection(string? version)
    {
        var token = Guid.NewGuid().ToString("N");
        var sandbox = new Sandbox(new SandboxOptions { Version = ParseVersion(version), Token = token });

        // Each has an address of its own, so that an object of one sandbox is never taken for one of another.
        var address = new Uri($"https://sandbox{Interlocked.Increment(ref count)}.invalid/");
        var settings = new ConnectionSettings { Name = DefaultName, Uri = address };
        var secrets = new Dictionary<string, SecureString> { [ConnectionSettings.CredentialSecret] = SecretText.Protect(token) };
        return new Connection(settings, secrets) { Handler = new SandboxHandler(sandbox) };
    }

    /// <summary>Creates the objects in a file, which has a list of objects for each noun, with names instead of ids.</summary>
    /// <exception cref="InputException">The file isn't valid, or an object can't be created.</exception>
    public static async Task LoadAsync(string path, Session session, ICallLog log, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw new InputException(InputProblem.NotFound, $"The file {path} was not found. Check -SandboxPath.", path);
        }

        using var document = Parse(await File.ReadAllTextAsync(path, cancellation), path);
        var api = new ApiClient(new Call(session, log));
        foreach (var list in document.RootElement.EnumerateObject())
        {
            var resource = ResourceOf(list.Name, path);
            var client = new ResourceClient(api, resource);
            foreach (var (json, index) in list.Value.EnumerateArray().Select((json, index) => (json, index)))
            {
                await CreateAsync(client, ReadEntry(resource, json, index, path), api.Call.Gate, cancellation);
            }
        }
    }

    // What New fills in is filled in here, too. The messages of New are about its parameters, and this is a file.
    private static async Task CreateAsync(
        ResourceClient client, Entry entry, VersionGate gate, CancellationToken cancellation)
    {
        client.Writer.Derive(entry.Values);
        var missing = entry.Resource.Fields
            .Where(field => IsMissing(field, entry.Values, gate))
            .Select(field => field.Name)
            .ToList();
        if (missing.Count > 0)
        {
            throw entry.Refuse($"These fields are required: {string.Join(", ", missing)}.");
        }

        try
        {
            client.Writer.Require(entry.Values, isNew: true);
            await client.Writer.NewAsync(entry.Values, cancellation);
        }
        catch (Exception problem) when (problem is InputException or ApiException)
        {
            throw entry.Refuse(problem.Message);
        }
    }

    private static bool IsMissing(Field field, FieldValues values, VersionGate gate) =>
        field is { OnlyForKinds: null, NextOf: null, Required.IsNone: false } && gate.IsCertain(field.Required) && !values.Has(field.Name);

    private static ServerVersion ParseVersion(string? text)
    {
        var version = Resources.Book.Newest;
        if (text is not null && !ServerVersion.TryParse(text, out version))
        {
            throw new InputException(
                InputProblem.InvalidValue, $"'{text}' isn't a valid version. Specify it as {Resources.Book.Newest}.", text);
        }

        return Resources.Book.Classify(version) == VersionStanding.Known
            ? version
            : throw new InputException(
                InputProblem.InvalidValue,
                $"The sandbox doesn't know authentik {version}. Specify a version from {Resources.Book.Oldest} to {Resources.Book.Newest}.",
                text);
    }

    private static JsonDocument Parse(string text, string path)
    {
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            var document = JsonDocument.Parse(text, options);
            var fits = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(list => list.Value.ValueKind == JsonValueKind.Array);
            return fits ? document : throw Invalid(path, "The top level must be an object that contains lists.");
        }
        catch (JsonException error)
        {
            throw Invalid(path, error.Message);
        }
    }

    private static Resource ResourceOf(string noun, string path) =>
        Resources.Book.TryFind(noun, out var resource) && resource.Operations.HasFlag(Operations.New)
            ? resource
            : throw Invalid(path, $"'{noun}' isn't a noun that objects can be created for. Use {string.Join(", ", CreatableNouns())}.");

    private static IEnumerable<string> CreatableNouns() =>
        Resources.Book.Resources.Where(known => known.Operations.HasFlag(Operations.New)).Select(known => known.Noun);

    private static Entry ReadEntry(Resource resource, JsonElement json, int index, string path)
    {
        var entry = new Entry(resource, index, path);
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw entry.Refuse("It must be an object.");
        }

        foreach (var property in json.EnumerateObject())
        {
            var field = resource.Fields.FirstOrDefault(known => known.Parameter is not null && known.Name == property.Name)
                ?? throw entry.Refuse($"{resource.Noun} has no writable field '{property.Name}'.");
            entry.Values.Set(field, ReadValue(field, property.Value, entry));
        }

        return entry;
    }

    private static object? ReadValue(Field field, JsonElement json, Entry entry)
    {
        try
        {
            return FieldConverter.Convert(field, JsonFields.ReadAny(json));
        }
        catch (ArgumentException error)
        {
            throw entry.Refuse($"Field {field.Name}: {error.Message}");
        }
    }

    /// <summary>An object in a file.</summary>
    private sealed record Entry(Resource Resource, int Index, string Path)
    {
        public FieldValues Values { get; } = new();

        public InputException Refuse(string why)
        {
            var name = Resource.Names.Select(Values.Get).OfType<string>().FirstOrDefault();
            var place = string.Create(CultureInfo.InvariantCulture, $"{Resource.Noun}[{Index}]");
            return Invalid(Path, $"{place}{(name is null ? string.Empty : $" ('{name}')")}: {NameFields(why)}");
        }

        // A person who writes the file knows the fields by their names in it.
        private string NameFields(string message) => Resource.Fields.Where(field => field.Parameter is not null).Aggregate(
            message, (text, field) => Regex.Replace(text, $@"-{field.Parameter}\b", field.Name, RegexOptions.CultureInvariant));
    }

    private static InputException Invalid(string path, string why) =>
        new(InputProblem.InvalidValue, $"{path} isn't a valid sandbox state file. {why} Example: {Example}", path);
}
