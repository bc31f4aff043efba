namespace Authentik.Configuration.Files;

/// <summary>The formats that documents can have.</summary>
internal static class DocumentFormats
{
    private static readonly string[] YamlExtensions = ["yaml", "yml"];

    /// <summary>Documents in JSON.</summary>
    public static IDocumentFormat Json { get; } = new JsonDocumentFormat();

    /// <summary>Documents in YAML, which are the usual ones.</summary>
    public static IDocumentFormat Yaml => YamlLoader.Format;

    /// <summary>True if files with that extension, without the dot, are documents.</summary>
    public static bool IsDocument(string extension) => IsYaml(extension) || IsJson(extension);

    /// <summary>The format of files with that extension, without the dot; null if they aren't documents.</summary>
    public static IDocumentFormat? Find(string extension) => IsYaml(extension) ? Yaml : IsJson(extension) ? Json : null;

    private static bool IsYaml(string extension) => YamlExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase);

    private static bool IsJson(string extension) => string.Equals(extension, Json.Extension, StringComparison.OrdinalIgnoreCase);
}
