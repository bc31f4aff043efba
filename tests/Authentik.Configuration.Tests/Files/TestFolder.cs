using System.Text.Json.Nodes;
using Authentik.Configuration.Files;

namespace Authentik.Configuration.Tests.Files;

/// <summary>A folder that is removed after the test, and objects to write into it.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("authentik-files-");

    /// <summary>The folder of the configuration.</summary>
    public string Path => System.IO.Path.Combine(folder.FullName, "configuration");

    /// <summary>A folder beside that of the configuration.</summary>
    public string Outside => Directory.CreateDirectory(System.IO.Path.Combine(folder.FullName, "outside")).FullName;

    /// <summary>Makes an object that is known by one name.</summary>
    public static ConfigurationObject Make(string noun, string json)
    {
        var resource = Resources.Book[noun];
        var values = JsonNode.Parse(json)!.AsObject();
        JsonNode name = ObjectKey.IsSimple(resource)
            ? values[resource.KnownBy[0]]!.DeepClone()
            : new JsonObject(resource.KnownBy
                .Where(values.ContainsKey)
                .Select(part => KeyValuePair.Create(part, values[part]?.DeepClone())));
        return new ConfigurationObject(resource, values) { Name = name, Key = ObjectKey.Of(resource, name) };
    }

    /// <summary>Writes objects as an export does.</summary>
    public FolderChanges Export(FolderWriteOptions options, params ConfigurationObject[] objects) =>
        ConfigurationFolder.Write(Path, objects, options);

    /// <summary>Writes objects as an export in YAML does.</summary>
    public FolderChanges Export(params ConfigurationObject[] objects) => Export(new FolderWriteOptions(), objects);

    /// <summary>Reads the folder.</summary>
    public Task<FolderContent> ReadAsync() => ConfigurationFolder.ReadAsync(Path, Resources.Book, TestContext.Current.CancellationToken);

    /// <summary>What is wrong with the folder.</summary>
    public async Task<IReadOnlyList<string>> FindProblemsAsync() =>
        [.. (await Assert.ThrowsAsync<ConfigurationFileException>(ReadAsync)).Problems.Select(problem => problem.ToString())];

    /// <summary>The text of a file.</summary>
    public string Read(string path) => File.ReadAllText(FullPath(path));

    /// <summary>Writes a file.</summary>
    public void Write(string path, string text) => Write(path, PlainText.Encode(text));

    /// <summary>Writes a file.</summary>
    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(FullPath(path))!);
        File.WriteAllBytes(FullPath(path), bytes);
    }

    /// <summary>Where a file is.</summary>
    public string FullPath(string path) => System.IO.Path.Combine(Path, path);

    /// <summary>The paths of all files and folders without files, those of the list of an export left out.</summary>
    public IReadOnlyList<string> List() =>
    [
        .. Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
            .Where(entry => !Directory.Exists(entry) || !Directory.EnumerateFileSystemEntries(entry).Any())
            .Select(entry => System.IO.Path.GetRelativePath(Path, entry).Replace('\\', '/'))
            .Where(path => path is not (ExportList.DocumentName or FolderNotes.DocumentName))
            .Order(StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
