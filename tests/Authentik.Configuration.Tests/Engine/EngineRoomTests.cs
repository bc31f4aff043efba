using Authentik.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>The folders of the engine and the directions between them.</summary>
public class EngineRoomTests() : FolderTests(Engine)
{
    private static readonly Rooms Engine = new("Authentik.Configuration",
    [
        ("Graph", []),
        ("Permissions", ["Graph"]),
        ("Reading", ["Graph", "Permissions"]),
        ("Comparing", ["Graph", "Reading"]),
        ("Planning", ["Graph", "Reading", "Comparing"]),
        ("Applying", ["Graph", "Permissions", "Reading", "Comparing", "Planning"]),
        ("Output", ["Graph", "Comparing", "Applying"]),
    ]);
}
