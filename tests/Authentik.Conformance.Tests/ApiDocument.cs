using Authentik.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Authentik.Conformance.Tests;

/// <summary>One of authentik's OpenAPI documents, as far as requests, answers and filters of resources go.</summary>
internal sealed class ApiDocument
{
    private const string Schemas = "schemas";

    private readonly YamlMappingNode root;

    private ApiDocument(string version, YamlMappingNode root) => (Version, this.root) = (version, root);

    /// <summary>The version it describes.</summary>
    public string Version { get; }

    /// <summary>Why there are none; null when there are.</summary>
    public static string? Missing => Folder is null ? SharedMaterial.Absent(Schemas) : null;

    /// <summary>The versions of the documents, oldest first.</summary>
    public static IEnumerable<string> Versions => Folder is null
        ? []
        : Directory.EnumerateFiles(Folder, "authentik-*.yml").Select(file => Path.GetFileNameWithoutExtension(file)["authentik-".Length..]).OrderBy(System.Version.Parse);

    /// <summary>Reads one.</summary>
    public static ApiDocument Read(string version)
    {
        using var reader = File.OpenText(Path.Combine(Folder!, $"authentik-{version}.yml"));
        var stream = new YamlStream();
        stream.Load(reader);
        return new ApiDocument(version, (YamlMappingNode)stream.Documents[0].RootNode);
    }

    /// <summary>The fields of a request body; null when there is no such operation.</summary>
    public IReadOnlyList<ApiField>? Request(string path, string method) =>
        Operation(path, method) is { } operation ? Fields(Content(Find(operation, "requestBody"))) : null;

    /// <summary>The fields of a successful answer, those of a row where it is a list; null when there is no such operation.</summary>
    public IReadOnlyList<ApiField>? Answer(string path, string method)
    {
        if (Operation(path, method) is not { } operation)
        {
            return null;
        }

        var success = ((YamlMappingNode)operation["responses"]).Children.First(answer => answer.Key.ToString().StartsWith('2')).Value;
        return Fields(Content(success));
    }

    /// <summary>The query parameters of an operation; null when there is none.</summary>
    public IReadOnlyList<string>? Filters(string path)
    {
        if (Operation(path, "get") is not { } operation)
        {
            return null;
        }

        var parameters = Find(operation, "parameters") as YamlSequenceNode;
        return [.. (parameters?.Children ?? []).Select(Resolve).Where(parameter => Text(parameter, "in") == "query").Select(parameter => Text(parameter, "name")!)];
    }

    /// <summary>The path of one object of a list, whatever its key is called.</summary>
    public string? ItemPath(string list) => ((YamlMappingNode)root["paths"]).Children.Keys
        .Select(key => key.ToString())
        .FirstOrDefault(path => path.StartsWith(list + "{", StringComparison.Ordinal) && path.EndsWith("}/", StringComparison.Ordinal) && path.Count(c => c == '{') == 1);

    private static string? Folder { get; } = SharedMaterial.Folder(Schemas);

    private YamlMappingNode? Operation(string path, string method) =>
        Find(root["paths"], path) is { } item ? Find(item, method) as YamlMappingNode : null;

    private YamlNode? Content(YamlNode? body)
    {
        var content = body is null ? null : Find(Resolve(body), "content") as YamlMappingNode;
        var media = content is null ? null : Find(content, "application/json") ?? content.Children.First().Value;
        return media is null ? null : Find(media, "schema");
    }

    private IReadOnlyList<ApiField> Fields(YamlNode? schema)
    {
        if (schema is null)
        {
            return [];
        }

        var resolved = Resolve(schema);
        var properties = Find(resolved, "properties") as YamlMappingNode;
        if (properties is not null && Find(properties, "results") is { } results)
        {
            return Fields(Find(Resolve(results), "items"));
        }

        var required = (Find(resolved, "required") as YamlSequenceNode)?.Children.Select(name => name.ToString()).ToHashSet() ?? [];
        return properties is null ? [] : [.. properties.Children.Select(pair => Field(pair.Key.ToString(), pair.Value, required))];
    }

    private ApiField Field(string name, YamlNode schema, HashSet<string> required)
    {
        var isList = Text(schema, "type") == "array";
        var values = Values(isList ? Find(schema, "items")! : schema).ToArray();
        return new ApiField(name, required.Contains(name), IsNullable(schema), isList, Text(schema, "readOnly") == "true", values);
    }

    private bool IsNullable(YamlNode schema) =>
        Text(Resolve(schema), "nullable") == "true" || Text(schema, "nullable") == "true" || Choices(schema).Any(choice => choice.ToString().Contains("NullEnum", StringComparison.Ordinal));

    private IEnumerable<string> Values(YamlNode schema)
    {
        var here = (Find(Resolve(schema), "enum") as YamlSequenceNode)?.Children.Select(value => value.ToString()) ?? [];
        return here.Concat(Choices(schema).SelectMany(Values)).Where(value => value.Length > 0 && value != "null");
    }

    private static IEnumerable<YamlNode> Choices(YamlNode schema) =>
        new[] { "allOf", "oneOf" }.SelectMany(key => (Find(schema, key) as YamlSequenceNode)?.Children ?? Enumerable.Empty<YamlNode>());

    private YamlNode Resolve(YamlNode node)
    {
        while (Text(node, "$ref") is { } reference)
        {
            node = reference.Split('/').Skip(1).Aggregate((YamlNode)root, (at, part) => at[part]);
        }

        return node;
    }

    private static string? Text(YamlNode node, string key) => Find(node, key)?.ToString();

    private static YamlNode? Find(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}

/// <summary>A field of a request or an answer, as a document states it.</summary>
internal sealed record ApiField(string Name, bool IsRequired, bool IsNullable, bool IsList, bool IsReadOnly, IReadOnlyList<string> Values);
