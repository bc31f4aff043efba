using Authentik.Tests.Support;

namespace Authentik.Generator.Tests;

/// <summary>The folders of the generator and the directions between them.</summary>
public class RoomTests() : FolderTests(Generator)
{
    private static readonly Rooms Generator = new("Authentik.Generator",
    [
        ("Names", []),
        ("Output", []),
        ("Book/Facts", []),
        ("Book", ["Book/Facts", "Names"]),
        ("Book/Views", ["Book"]),
        ("Book/Linking", ["Book", "Names"]),
        ("Book/Checking", ["Book", "Book/Views", "Names"]),
        ("Book/Yaml", ["Book"]),
        ("Book/Reading", ["Book", "Book/Facts", "Book/Linking", "Book/Checking", "Book/Yaml", "Names"]),
        ("Emit/Models", ["Book", "Names", "Output"]),
        ("Emit/Commands", ["Book", "Names", "Output", "Emit/Models"]),
        ("Emit/Views", ["Book", "Book/Views", "Output", "Emit/Models"]),
        ("Emit/Help/Around", ["Book", "Book/Facts"]),
        ("Emit/Help", ["Book", "Book/Facts", "Book/Yaml", "Names", "Output", "Emit/Commands", "Emit/Help/Around"]),
        ("Emit/Reference", ["Book", "Output", "Emit/Help"]),
        ("Emit", ["Book", "Output", "Emit/Models", "Emit/Commands", "Emit/Views", "Emit/Help"]),
        ("Import/Documents", ["Book"]),
        ("Import/Chapters", ["Book", "Book/Reading", "Book/Yaml", "Names", "Output", "Import/Documents"]),
        ("Import/Comparing", ["Book", "Import/Documents", "Import/Chapters"]),
        ("Import/Proposing", ["Book", "Names", "Import/Documents", "Import/Chapters", "Import/Comparing"]),
        ("Import/Merging", ["Book", "Book/Reading", "Import/Documents", "Import/Chapters", "Import/Comparing", "Import/Proposing"]),
        ("Import", ["Import/Documents", "Import/Chapters", "Import/Comparing", "Import/Merging"]),
        ("Cli", ["Book/Reading", "Output", "Emit", "Emit/Help", "Emit/Reference", "Import"]),
        ("", ["Book", "Cli", "Import/Documents"]),
    ]);
}
