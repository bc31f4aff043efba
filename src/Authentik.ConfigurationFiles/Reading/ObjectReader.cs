using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration.Files;

/// <summary>Makes objects of the documents of a kind, and collects what is wrong with them.</summary>
/// <param name="book">The resources that there are.</param>
/// <param name="kind">The folder of the kind.</param>
/// <param name="version">The version of the server that the files are from; null for any.</param>
/// <param name="problems">Gets what is wrong.</param>
internal sealed class ObjectReader(BookIndex book, KindFolder kind, ServerVersion? version, List<FileProblem> problems)
{
    private readonly ValueCheck check = new(book);

    /// <summary>The object. Fields that are absent have their defaults, if they have any.</summary>
    public async Task<ConfigurationObject> ReadAsync(FolderDocument document, CancellationToken cancellation)
    {
        CheckNames(document);
        var (values, unknown) = (new JsonObject(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var field in ListFields(document.Resource))
        {
            var isWritten = document.Parsed.Values.TryGetPropertyValue(field.Name, out var value);
            if (isWritten && UnknownValue.Is(value) && field.Type != FieldType.Json)
            {
                unknown.Add(field.Name);
            }
            else if (isWritten)
            {
                values[field.Name] = await ReadValueAsync(document, field, value, cancellation);
            }
            else if (IsOf(version, field) && FieldDefault.TryFind(field, out var usual))
            {
                values[field.Name] = usual;
            }
        }

        CheckKnown(document, values);
        return new ConfigurationObject(document.Resource, values) { Origin = document.CreateOrigin(), Unknown = unknown };
    }

    private async Task<JsonNode?> ReadValueAsync(FolderDocument document, Field field, JsonNode? value, CancellationToken cancellation)
    {
        if (FolderDocument.IsText(field) && FileReference.FindName(value) is { } name)
        {
            return await ReadFileAsync(document, field, name, cancellation);
        }

        if (check.FindProblem(field, field.Name, value) is { } problem)
        {
            Add(document, field.Name, problem);
        }

        return check.Order(field, value);
    }

    private async Task<JsonNode?> ReadFileAsync(FolderDocument document, Field field, string name, CancellationToken cancellation)
    {
        if (FindProblem(document, name) is { } problem)
        {
            Add(document, field.Name, problem);
            return string.Empty;
        }

        try
        {
            return await kind.ReadTextAsync(name, cancellation);
        }
        catch (DocumentFormatException error)
        {
            problems.Add(new FileProblem(kind.PathOf(name), error.Line, error.Message));
            return string.Empty;
        }
    }

    private string? FindProblem(FolderDocument document, string name)
    {
        if (name.AsSpan().IndexOfAny("/\\:") >= 0 || name is "" or "." or "..")
        {
            return $"'{name}' isn't the name of a file in this folder. Files of other folders aren't read.";
        }

        if (kind.PathOf(name) == document.Path)
        {
            return "The file refers to itself.";
        }

        return kind.Contains(name) ? null : $"There's no file {NearestName.Suggest(name, kind.Names)} in this folder.";
    }

    private void CheckNames(FolderDocument document)
    {
        foreach (var name in document.Parsed.Values.Select(pair => pair.Key))
        {
            if (ConfigurationKinds.FieldsOf(document.Resource).FirstOrDefault(one => one.Name == name) is not { } field)
            {
                var known = ListFields(document.Resource).Select(one => one.Name);
                Add(document, name, $"Unknown field: {NearestName.Suggest(name, known)}.");
            }
            else if (!IsConfiguration(document.Resource, field))
            {
                Add(document, name, $"The field {name} isn't part of a configuration. Remove it.");
            }
        }
    }

    // What the engine names an object by.
    private void CheckKnown(FolderDocument document, JsonObject values)
    {
        var names = document.Resource.KnownBy;
        if (names.Count > 0 && names.All(name => values[name] is null))
        {
            var missing = names.Count == 1 ? $"{names[0]} is missing" : $"At least one of {string.Join(", ", names)} is missing";
            Add(document, names[0], $"{missing}. The {document.Resource.Title} is known by it.");
        }

        var name = ObjectKey.IsSimple(document.Resource) ? values[names[0]]?.ToString() : null;
        if (name != name?.Trim())
        {
            Add(document, names[0], $"{names[0]} begins or ends with a space, which authentik removes. Remove it.");
        }
    }

    private void Add(FolderDocument document, string key, string message) =>
        problems.Add(new FileProblem(document.Path, document.FindLine(key), message));

    // A file of an older server says nothing of what only newer ones have.
    private static bool IsOf(ServerVersion? version, Field field) => version is null || field.Writable.Contains(version);

    private static IEnumerable<Field> ListFields(Resource resource) =>
        ConfigurationKinds.FieldsOf(resource).Where(field => IsConfiguration(resource, field));

    // An object that can't be created, such as a schedule, is known by a field that can't be changed.
    private static bool IsConfiguration(Resource resource, Field field) =>
        resource.KnownBy.Contains(field.Name) || ConfigurationKinds.IsConfiguration(resource, field);
}
