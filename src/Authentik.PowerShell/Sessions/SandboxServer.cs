using System.Text.Json;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sandboxing;
using Authentik.Sessions;
using Authentik.Sessions.Credentials;
using Authentik.Transport;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// A server in memory for a session: nothing of it is loaded until somebody asks for one. It is a class of its own so that the
/// sandbox's assembly is not needed by whoever connects to a real server.
/// </summary>
internal static class SandboxServer
{
    private const string DefaultName = "sandbox";
    private static int count;

    /// <summary>The options of a session with a new sandbox.</summary>
    /// <exception cref="InputException">The text is no version that the sandbox can play.</exception>
    public static SessionOptions Options(string? version)
    {
        var token = Guid.NewGuid().ToString("N");
        var sandbox = new Sandbox(new SandboxOptions { Version = Version(version), Token = token });

        // An address of its own each, so that an object of one sandbox is never taken for one of another.
        var address = $"https://sandbox{Interlocked.Increment(ref count)}.invalid";
        return new SessionOptions(address, new TokenCredential(SecretText.Protect(token)))
        {
            Name = DefaultName,
            Network = new TransportOptions { Handler = new SandboxHandler(sandbox) },
        };
    }

    /// <summary>Makes the objects of a file: for each noun a list of objects, written as New takes them, names instead of ids.</summary>
    /// <exception cref="InputException">The file cannot be read as that, or an object cannot be made.</exception>
    /// <exception cref="ApiException">The sandbox refused an object.</exception>
    public static async Task LoadAsync(string path, Session session, ICallLog log, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw new InputException(InputProblem.NotFound, $"There is no file {path}.", path);
        }

        using var document = Parse(await File.ReadAllTextAsync(path, cancellation), path);
        var api = new ApiClient(new Call(session, log));
        foreach (var list in document.RootElement.EnumerateObject())
        {
            var resource = ResourceOf(list.Name, path);
            var client = new ResourceClient(api, resource);
            foreach (var json in list.Value.EnumerateArray())
            {
                var values = Values(resource, json, path);
                client.Writer.Require(values, isNew: true);
                await client.Writer.NewAsync(values, cancellation);
            }
        }
    }

    private static ServerVersion Version(string? text)
    {
        var version = Resources.Book.Newest;
        if (text is not null && !ServerVersion.TryParse(text, out version))
        {
            throw new InputException(InputProblem.InvalidValue, $"'{text}' is not a version such as {Resources.Book.Newest}.", text);
        }

        return Resources.Book.Knows(version) == VersionKnowledge.Known
            ? version
            : throw new InputException(
                InputProblem.InvalidValue, $"The sandbox plays authentik {Resources.Book.Oldest} to {Resources.Book.Newest}, not {version}.", text);
    }

    private static JsonDocument Parse(string text, string path)
    {
        try
        {
            var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var fits = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(list => list.Value.ValueKind == JsonValueKind.Array);
            return fits ? document : throw Unreadable(path, "it is no object of lists.");
        }
        catch (JsonException error)
        {
            throw Unreadable(path, error.Message);
        }
    }

    private static Resource ResourceOf(string noun, string path) =>
        Resources.Book.TryFind(noun, out var resource) && resource.Operations.HasFlag(Operations.New)
            ? resource
            : throw Unreadable(path, $"'{noun}' is nothing that a state can hold; it holds {string.Join(", ", Resources.Book.Resources.Where(known => known.Operations.HasFlag(Operations.New)).Select(known => known.Noun))}.");

    private static FieldValues Values(Resource resource, JsonElement json, string path)
    {
        var values = new FieldValues();
        foreach (var property in json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : throw Unreadable(path, $"{resource.Noun} holds something that is no object."))
        {
            var field = resource.Fields.FirstOrDefault(known => known.Parameter is not null && known.Name == property.Name)
                ?? throw Unreadable(path, $"{resource.Noun} has no field '{property.Name}' that can be written.");
            values.Set(field, ValueOf(field, property.Value, path));
        }

        return values;
    }

    private static object? ValueOf(Field field, JsonElement json, string path)
    {
        try
        {
            return FieldConverter.Convert(field, JsonFields.ReadAny(json));
        }
        catch (ArgumentException error)
        {
            throw Unreadable(path, error.Message);
        }
    }

    private static InputException Unreadable(string path, string why) =>
        new(InputProblem.InvalidValue, $"{path} is no state for a sandbox: {why} It is JSON such as {{\"User\": [{{\"username\": \"x\", \"name\": \"X\"}}]}}.", path);
}
