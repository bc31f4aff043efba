using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Files;

/// <summary>The folders of the files and the directions between them.</summary>
public class FileRoomTests() : FolderTests(Files)
{
    private static readonly Rooms Files = new("Authentik.ConfigurationFiles",
    [
        ("Formats", []),
        ("Names", []),
        ("Links", []),
        ("Notes", ["Formats"]),
        ("Writing", ["Formats", "Names", "Links", "Notes"]),
        ("Reading", ["Formats", "Links", "Notes"]),
        ("", ["Writing", "Reading"]),
    ]);
}
