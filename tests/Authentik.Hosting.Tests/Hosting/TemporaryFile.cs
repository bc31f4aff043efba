using IOPath = System.IO.Path;

namespace Authentik.Hosting.Tests;

/// <summary>A file for one test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public string Path { get; } = IOPath.Combine(IOPath.GetTempPath(), IOPath.GetRandomFileName());

    public string Read() => File.ReadAllText(Path);

    public void Write(string text) => File.WriteAllText(Path, text);

    public void Dispose() => File.Delete(Path);
}
