using Authentik.Tests.Support;

namespace Authentik.Jobs.Tests;

/// <summary>The folders of the jobs and the directions between them.</summary>
public class RoomTests() : FolderTests(Jobs)
{
    private static readonly Rooms Jobs = new("Authentik.Jobs",
    [
        ("Running", []),
        ("People", ["Running"]),
        ("People/Accounts", ["Running"]),
        ("People/Summary", ["Running"]),
        ("Rotation", ["Running"]),
    ]);
}
