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
        ("People/Mfa", ["Running"]),
        ("People/Offboarding", ["Running", "People/Mfa"]),
        ("People/Accounts", ["Running"]),
        ("People/Summary", ["Running"]),
        ("Rotation", ["Running"]),
        ("Applications/Providers", ["Running"]),
        ("Applications/Flows", ["Running"]),
        ("Applications/Flows/Ordering", ["Running", "Applications/Flows"]),
        ("Applications/Flows/Copying", ["Running", "Applications/Providers", "Applications/Flows"]),
        ("Applications/Access", ["Running"]),
        ("Applications/AccessChanges", ["Running", "Applications/Access"]),
        ("Applications/Setup", ["Running", "Applications/Providers", "Applications/AccessChanges"]),
        ("Applications/Copying", ["Running", "Applications/Providers", "Applications/Setup"]),
        ("Findings/Stale", ["Running", "People/Mfa"]),
        ("Findings", ["Running", "People/Mfa"]),
        ("Findings/Rules/Applications", ["Findings"]),
        ("Findings/Rules/Flows", ["Findings"]),
        ("Findings/Rules/Operation", ["Findings"]),
        ("Findings/Rules/People", ["Findings"]),
        ("Findings/Rules/Sources", ["Findings"]),
        ("Findings/Rules/Unused", ["Findings"]),
        ("Findings/Rules", ["Findings", "Findings/Rules/Applications", "Findings/Rules/Flows", "Findings/Rules/Operation",
            "Findings/Rules/People", "Findings/Rules/Sources", "Findings/Rules/Unused"]),
    ]);
}
