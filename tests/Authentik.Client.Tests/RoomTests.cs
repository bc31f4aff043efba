using Authentik.Tests.Support;

namespace Authentik.Client.Tests;

/// <summary>The folders of the client and the directions between them.</summary>
public class RoomTests() : FolderTests(Client)
{
    private static readonly string[] Foundations = ["Book", "Privacy", "Errors", "Transport"];

    private static readonly Rooms Client = new("Authentik.Client",
    [
        ("Book", []),
        ("Privacy", []),
        ("Errors", []),
        ("Transport", []),
        ("Parsing", []),
        ("Sessions", Foundations),
        ("Http", ["Privacy", "Errors", "Transport", "Parsing", "Sessions"]),
        ("Connecting", [.. Foundations, "Parsing", "Sessions", "Http"]),
        ("Profiles", ["Privacy", "Errors", "Sessions"]),
        ("Durations", []),
        ("Objects", ["Book", "Privacy", "Parsing", "Sessions", "Durations"]),
        ("Lists", ["Book", "Errors", "Parsing", "Sessions", "Http", "Objects"]),
        ("Masking", ["Book", "Privacy", "Errors", "Objects"]),
        ("Naming", ["Book", "Errors", "Sessions", "Http", "Lists", "Objects"]),
        ("Labels", ["Book", "Errors", "Http", "Lists", "Objects", "Naming"]),
        ("Values", ["Book", "Privacy", "Errors", "Parsing", "Sessions", "Http", "Durations", "Objects", "Masking", "Naming"]),
        ("Comparing", ["Book", "Privacy", "Parsing", "Sessions", "Durations", "Naming", "Values"]),
        ("Parts", ["Book", "Errors", "Sessions", "Http", "Objects", "Naming", "Values"]),
        ("Changes", ["Book", "Errors", "Http", "Objects", "Masking", "Naming", "Values", "Comparing", "Parts"]),
        ("Operations", ["Book", "Errors", "Http", "Lists", "Objects", "Naming", "Labels", "Values", "Comparing", "Parts", "Changes"]),
        ("Actions", ["Book", "Privacy", "Errors", "Http", "Objects", "Naming", "Values", "Operations"]),
        ("Groups", ["Book", "Errors", "Http", "Objects", "Naming", "Values", "Operations"]),
        ("Access", ["Book", "Privacy", "Errors", "Parsing", "Sessions", "Http", "Objects", "Naming", "Values", "Parts", "Changes",
            "Groups"]),
        ("Background", ["Book", "Errors", "Http", "Objects", "Masking", "Naming", "Values", "Operations"]),
    ]);
}
