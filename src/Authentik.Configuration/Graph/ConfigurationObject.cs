using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Configuration;

/// <summary>
/// An object of a configuration, wherever it was read. Its values are those of the API, with names in the place of ids: see
/// <see cref="ReferenceForm"/>; a secret is only named: see <see cref="SecretReference"/>.
/// </summary>
/// <param name="resource">Its kind.</param>
/// <param name="values">Its values by the API's names of fields.</param>
internal sealed class ConfigurationObject(Resource resource, JsonObject values)
{
    private const string ManagedField = "managed";

    /// <summary>Its kind.</summary>
    public Resource Resource => resource;

    /// <summary>What tells it from all others.</summary>
    public ObjectKey Key { get; set; }

    /// <summary>Its values by the API's names of fields. A field without a value here isn't known, and isn't compared.</summary>
    public JsonObject Values => values;

    /// <summary>Fields that refer to what the caller can't view, so nobody knows their values.</summary>
    public IReadOnlySet<string> Unknown { get; init; } = new HashSet<string>();

    /// <summary>Fields with secrets that could be compared with the existing ones: true for those that are different.</summary>
    public Dictionary<string, bool> ComparedSecrets { get; } = [];

    /// <summary>What it's called in a reference: its name, or the fields that it's known by.</summary>
    public JsonNode Name { get; set; } = resource.Noun;

    /// <summary>The name by which one of authentik's own blueprints manages it; null for none.</summary>
    public string? ManagedBy => values[ManagedField]?.GetValue<string>()
        ?? (resource.TryFindField(ManagedField, out _) ? Stored?.ValueOf(ManagedField) as string : null);

    /// <summary>The object on its server; null if it was read from a file.</summary>
    public AuthentikObject? Stored { get; init; }

    /// <summary>The id on its server; null if it was read from a file.</summary>
    public string? Id => Stored?.FindWrittenId(resource);

    /// <summary>Where it was read, for errors; null for a server.</summary>
    public ObjectOrigin? Origin { get; init; }

    /// <inheritdoc/>
    public override string ToString() => resource.IsSingle ? resource.Title : $"{resource.Title} '{ObjectTitle.Of(this)}'";
}

/// <summary>The place of an object in files.</summary>
/// <param name="File">The path below the folder of the configuration.</param>
/// <param name="Line">The line of the object.</param>
/// <param name="Lines">The lines of fields by their names.</param>
internal sealed record ObjectOrigin(string File, int Line, IReadOnlyDictionary<string, int> Lines)
{
    /// <summary>The file and the line of a field.</summary>
    public string Of(string field) => $"{File}:{FindLine(field)}";

    /// <summary>The line of a field.</summary>
    public int FindLine(string field) => Lines.GetValueOrDefault(field, Line);

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}";
}
