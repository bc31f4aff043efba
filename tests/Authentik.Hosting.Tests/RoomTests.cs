namespace Authentik.Hosting.Tests;

/// <summary>The folders of the PowerShell floor and the directions between them.</summary>
public class RoomTests() : FolderTests(PowerShell)
{
    private static readonly string[] Foundations = ["Conversion", "Runtime"];
    private static readonly string[] Parameters = [.. Foundations, "Binding", "Completion"];

    // All have one namespace, because a command's namespace is a part of the ids of its errors.
    private static readonly Rooms PowerShell = new("Authentik.PowerShell",
    [
        ("Conversion", []),
        ("Runtime/Progress", []),
        ("Runtime", ["Runtime/Progress"]),
        ("Binding", Foundations),
        ("Completion/Reading", []),
        ("Completion", [.. Foundations, "Binding", "Completion/Reading"]),
        ("Lists", []),
        ("Views", ["Conversion"]),
        ("Rows", ["Conversion"]),
        ("Verbs", [.. Parameters, "Lists", "Rows"]),
        ("Requests", ["Conversion", "Runtime", "Binding", "Verbs"]),
        ("Actions", [.. Parameters, "Verbs", "Requests"]),
        ("Background", ["Runtime", "Runtime/Progress", "Binding", "Completion", "Verbs", "Actions"]),
        ("CommandSearch/Words", []),
        ("CommandSearch", ["Runtime", "Completion", "CommandSearch/Words"]),
        ("Profiles", ["Runtime", "Completion", "Verbs"]),
        ("Sessions", [.. Parameters, "Profiles"]),
    ]);
}
