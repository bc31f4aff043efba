using System.Diagnostics;
using Authentik.Book;
using Authentik.Generator.Import;
using Authentik.Generator.Import.Chapters;
using Authentik.Tests.Support;

namespace Authentik.Generator.Tests.Import;

/// <summary>All of authentik's documents over a copy of the book.</summary>
public sealed class SharedDocumentTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("book").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_a_person_wrote_stays_to_the_letter()
    {
        Assert.SkipWhen(SharedMaterial.Folder("schemas") is null, SharedMaterial.Absent("schemas"));
        foreach (var file in Directory.GetFiles(Repository.Book, "*.yaml"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var files = Directory.GetFiles(SharedMaterial.Folder("schemas")!, "*.yml")
            .OrderBy(file => ServerVersion.Parse(Path.GetFileNameWithoutExtension(file).Split('-')[^1]))
            .ToList();
        var clock = Stopwatch.StartNew();
        foreach (var file in files)
        {
            output.WriteLine(Importer.Run(folder, file).Summary);
        }

        output.WriteLine($"{files.Count} documents in {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(0, Importer.Run(folder, files[^1]).Lines);
        Assert.Equal(files.Count, BookFolder.Read(folder).Book.Documents.Count);
        foreach (var chapter in Directory.GetFiles(Repository.Book, "*.yaml"))
        {
            var written = new Queue<string>(File.ReadAllLines(Path.Combine(folder, Path.GetFileName(chapter))));
            Assert.All(File.ReadAllLines(chapter), line => Assert.True(Skip(written, line), line));
        }
    }

    private static bool Skip(Queue<string> lines, string line)
    {
        while (lines.TryDequeue(out var next))
        {
            if (next == line)
            {
                return true;
            }
        }

        return false;
    }
}
