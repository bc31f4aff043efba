using Authentik.Tests.Support;

namespace Authentik.Jobs.Tests;

/// <summary>The folders of the jobs and the directions between them.</summary>
public class RoomTests() : FolderTests(Jobs)
{
    private static readonly Rooms Jobs = new("Authentik.Jobs",
    [
        ("Running", []),
        ("Findings/Stale", ["Running"]),
        ("People", ["Running"]),
        ("Applications/Providers", ["Running"]),
        ("Applications/Flows", ["Running"]),
        ("Applications/Flows/Ordering", ["Running", "Applications/Flows"]),
        ("Applications/Flows/Copying", ["Running", "Applications/Providers", "Applications/Flows"]),
        ("Applications/Setup", ["Running", "Applications/Providers"]),
        ("Applications/Copying", ["Running", "Applications/Providers", "Applications/Setup"]),
    ]);
}
