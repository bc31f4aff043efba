using System.Text.Json.Nodes;

namespace Authentik.Configuration.Files;

/// <summary>A hidden file beside the objects of a folder, which an export writes and nobody is meant to change.</summary>
internal static class NoteFile
{
    /// <summary>What the file says; null if there is none.</summary>
    /// <exception cref="ConfigurationFileException">It isn't as an export wrote it.</exception>
    public static T? TryRead<T>(string folder, string name, Func<JsonObject, T> read)
        where T : class
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return read(DocumentFormats.Json.Read(File.ReadAllText(path)).Values);
        }
        catch (Exception error) when (error is DocumentFormatException or InvalidOperationException or FormatException)
        {
            throw new ConfigurationFileException([new FileProblem(name, 1, $"It isn't as it was written: {error.Message}")]);
        }
    }
}
