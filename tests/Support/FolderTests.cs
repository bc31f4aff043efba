namespace Authentik.Tests.Support;

/// <summary>The folders of a project, and the directions between them: a folder uses only what the plan lists, and all of it.</summary>
public abstract class FolderTests
{
    private readonly Rooms rooms;

    private protected FolderTests(Rooms rooms) => this.rooms = rooms;

    [Fact]
    public void Every_folder_is_listed() => Assert.Empty(rooms.ListUnplanned());

    [Fact]
    public void The_list_has_no_circle() => Assert.Empty(rooms.ListBackwardUses());

    [Fact]
    public void A_folder_uses_only_what_is_listed() => Assert.Empty(rooms.ListUnplannedUses());

    [Fact]
    public void What_is_listed_is_used() => Assert.Empty(rooms.ListNeedlessUses());

    [Fact]
    public void A_folder_has_a_handful_of_files() => Assert.Empty(rooms.ListCrowded());
}
