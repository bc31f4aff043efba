using Authentik.Tests.Support;

namespace Authentik.Hosting.Tests;

/// <summary>The folders of the PowerShell floor and the directions between them: a folder uses only what is listed here.</summary>
public class RoomTests
{
    private static readonly string[] Foundations = ["Conversion", "Runtime"];
    private static readonly string[] Parameters = [.. Foundations, "Binding", "Completion"];

    // All have one namespace, because a command's namespace is a part of the ids of its errors.
    private static readonly Rooms PowerShell = new("Authentik.PowerShell",
    [
        ("Conversion", []),
        ("Runtime", []),
        ("Binding", Foundations),
        ("Completion", [.. Foundations, "Binding"]),
        ("Verbs", Parameters),
        ("Actions", [.. Parameters, "Verbs"]),
        ("Requests", ["Conversion", "Binding", "Verbs"]),
        ("CommandSearch", ["Runtime", "Completion"]),
        ("Profiles", ["Runtime", "Completion", "Verbs"]),
        ("Sessions", [.. Parameters, "Profiles"]),
    ]);

    [Fact]
    public void Every_folder_is_listed() => Assert.Empty(PowerShell.ListUnplanned());

    [Fact]
    public void The_list_has_no_circle() => Assert.Empty(PowerShell.ListBackwardUses());

    [Fact]
    public void A_folder_uses_only_what_is_listed() => Assert.Empty(PowerShell.ListUnplannedUses());

    [Fact]
    public void What_is_listed_is_used() => Assert.Empty(PowerShell.ListUnused());

    [Fact]
    public void A_folder_has_a_handful_of_files() => Assert.Empty(PowerShell.ListCrowded());

    [Fact]
    public void Lines_end_at_140() => Assert.Empty(PowerShell.ListLongLines());
}
