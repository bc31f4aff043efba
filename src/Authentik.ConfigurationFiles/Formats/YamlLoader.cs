using Authentik.Transport;

namespace Authentik.Configuration.Files;

/// <summary>
/// Makes the YAML format out of <c>lib/Authentik.Yaml.dll</c>, in a load context of its own. Nothing is loaded before the first file.
/// </summary>
internal static class YamlLoader
{
    private const string AssemblyName = "Authentik.Yaml";
    private const string TypeName = "Authentik.Configuration.Files.YamlDocumentFormat";

    private static readonly Lazy<IDocumentFormat> Loaded = new(Load);

    /// <summary>The format.</summary>
    /// <exception cref="FileNotFoundException">The module's <c>lib</c> folder is not whole.</exception>
    public static IDocumentFormat Format => Loaded.Value;

    // IDocumentFormat must be the same type in both contexts.
    private static IDocumentFormat Load() => (IDocumentFormat)Activator.CreateInstance(
        FolderLoadContext.LoadType(AssemblyName, TypeName, typeof(ITransport).Assembly, typeof(IDocumentFormat).Assembly))!;
}
