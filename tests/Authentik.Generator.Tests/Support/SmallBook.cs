using Authentik.Generator.Book;
using Authentik.Generator.Book.Reading;
using Authentik.Generator.Emit;

namespace Authentik.Generator.Tests.Support;

/// <summary>A book of one chapter in a folder of its own.</summary>
internal sealed class SmallBook : IDisposable
{
    /// <summary>A chapter that nothing is wrong with; tests change a line of it.</summary>
    public const string Chapter = """
        enums:
          Colour:
            red: "| Like blood."
            blue: "2025.2.., use red | Like the sky."
        shapes:
          Part:
            help: A part.
            text: url
            fields:
              url: text | required | Where it is.
              size: int | in 2025.2.. | How big it is.
        resources:
          Owner:
            title: owner
            help: Who has things.
            path: /owners/
            id: pk int
            names: name
            fields:
              pk: int | read-only | Number.
              name: text | | Name.
          Thing:
            title: thing
            help: A thing.
            path: /things/
            commands: Get New Set Remove
            model: app.thing
            id: pk uuid
            names: name
            view: Name, Number=Pk
            examples:
              Get: "Get-AuthentikThing a | Reads a."
              New: "New-AuthentikThing -Name a | Makes a."
              Set: "Get-AuthentikThing a | Set-AuthentikThing -Colour red | Paints a."
              Remove: "Remove-AuthentikThing a -WhatIf | Removes nothing."
            fields:
              pk: uuid | read-only | Id.
              name: text | required | Name.
              colour: Colour | | Colour.
              parts: Part[] | lines ..2024.12 | Parts.
              owners: -> Owner[] | | Owners.
              owner_obj: Owner | read-only | The owner.
            filters:
              name: text | | Things of that name.
              made__gt: date | in 2025.2.. | Things made later.
        """;

    private const string EmptyManifest = """
        @{
            ModuleVersion = '0.0.0'
            CmdletsToExport = @()
            NestedModules = @()
            RequiredAssemblies = @()
            FormatsToProcess = @()
            TypesToProcess = @()
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("book").FullName;

    public SmallBook(string chapter = Chapter)
    {
        File.WriteAllText(Path.Combine(folder, "book.yaml"), "oldest: 2024.8.0\nnewest: 2026.8.3\nassemblies:\n  Things: [things]\n");
        File.WriteAllText(ChapterFile, chapter);
    }

    /// <summary>The folder it is in.</summary>
    public string Folder => folder;

    /// <summary>The file of the chapter.</summary>
    public string ChapterFile => Path.Combine(folder, "things.yaml");

    /// <summary>The book with a line changed.</summary>
    public static SmallBook With(string line, string instead)
    {
        Assert.Contains(line, Chapter, StringComparison.Ordinal);
        return new SmallBook(Chapter.Replace(line, instead, StringComparison.Ordinal));
    }

    /// <summary>Reads it.</summary>
    public BookEntry Read() => BookReader.Read(folder);

    /// <summary>A manifest to fill in, without hand-written commands and views.</summary>
    public ManifestInput Manifest()
    {
        var file = Path.Combine(folder, "Small.psd1");
        File.WriteAllText(file, EmptyManifest);
        var none = Directory.CreateDirectory(Path.Combine(folder, "none")).FullName;
        return new ManifestInput(file, "1.2.3", HandWritten: none, Views: none);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
