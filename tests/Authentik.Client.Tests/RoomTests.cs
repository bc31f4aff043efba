using Authentik.Tests.Support;

namespace Authentik.Client.Tests;

/// <summary>The folders of the client and the directions between them: a folder uses only what is listed here.</summary>
public class RoomTests
{
    private static readonly string[] Foundations = ["Book", "Privacy", "Errors", "Transport"];

    private static readonly Rooms Client = new("Authentik.Client",
    [
        ("Book", []),
        ("Privacy", []),
        ("Errors", []),
        ("Transport", []),
        ("Sessions", Foundations),
        ("Http", ["Privacy", "Errors", "Transport", "Sessions"]),
        ("Connecting", [.. Foundations, "Sessions", "Http"]),
        ("Profiles", ["Privacy", "Errors", "Sessions"]),
        ("Objects", ["Book", "Privacy", "Sessions"]),
        ("Naming", ["Book", "Errors", "Sessions", "Http", "Objects"]),
        ("Values", ["Book", "Privacy", "Errors", "Sessions", "Http", "Objects", "Naming"]),
        ("Operations", ["Book", "Privacy", "Errors", "Http", "Objects", "Naming", "Values"]),
    ]);

    [Fact]
    public void Every_folder_is_listed() => Assert.Empty(Client.ListUnplanned());

    [Fact]
    public void The_list_has_no_circle() => Assert.Empty(Client.ListBackwardUses());

    [Fact]
    public void A_folder_uses_only_what_is_listed() => Assert.Empty(Client.ListUnplannedUses());

    [Fact]
    public void What_is_listed_is_used() => Assert.Empty(Client.ListUnused());

    [Fact]
    public void A_folder_has_a_handful_of_files() => Assert.Empty(Client.ListCrowded());

    [Fact]
    public void Lines_end_at_140() => Assert.Empty(Client.ListLongLines());
}
