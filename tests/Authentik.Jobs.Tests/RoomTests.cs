using Authentik.Tests.Support;

namespace Authentik.Jobs.Tests;

/// <summary>The folders of the jobs and the directions between them.</summary>
public class RoomTests() : FolderTests(Jobs)
{
    private static readonly Rooms Jobs = new("Authentik.Jobs",
    [
        ("Running", []),
        ("People", ["Running"]),
        ("People/Import/Rows", []),
        ("People/Import", ["Running", "People/Import/Rows"]),
        ("People/Linking", ["Running", "People/Import", "People/Import/Rows"]),
    ]);
}
