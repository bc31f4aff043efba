using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>The folders of the sandbox and the directions between them. Each is a namespace.</summary>
public class RoomTests() : FolderTests(Sandbox)
{
    private const string Namespace = "Authentik.Sandboxing";

    private static readonly Rooms Sandbox = new("Authentik.Sandbox",
    [
        ("Values", []),
        ("Versions", []),
        ("Store", ["Versions"]),
        ("Http", ["Store"]),
        ("State", ["Versions", "Store", "Http"]),
        ("Relations", ["Store", "State"]),
        ("Reading", ["Versions", "Store", "Http", "State"]),
        ("Writing", ["Store", "Http", "State"]),
        ("Access", ["Versions", "Store", "Http", "State", "Relations"]),
        ("Rules", ["Versions", "Store", "Http", "State", "Relations", "Reading", "Access"]),
        ("Expressions", ["Store", "Http", "State", "Relations"]),
        ("Policies", ["Versions", "Store", "Http", "State", "Relations", "Expressions"]),
        ("OAuth", ["Store", "Http", "State", "Access", "Policies"]),
        ("Actions", ["Store", "Http", "State", "Writing"]),
        ("Actions/People", ["Store", "Http", "State", "Relations", "Access", "Actions"]),
        ("Actions/Applications", ["Store", "Http", "State", "Relations", "Reading", "Rules", "Policies", "Actions"]),
        ("Actions/Evaluation", ["Store", "Http", "State", "Expressions", "Policies", "Actions"]),
        ("Actions/Flows", ["Store", "Http", "State", "Relations", "Reading", "Actions"]),
        ("Actions/Administration", ["Versions", "Store", "Http", "State", "Relations", "Reading", "Actions"]),
        ("Endpoints",
        [
            "Versions", "Store", "Http", "State", "Relations", "Reading", "Writing", "Access", "OAuth",
            "Actions", "Actions/People", "Actions/Applications", "Actions/Evaluation", "Actions/Flows",
            "Actions/Administration",
        ]),
        ("", ["Http", "State", "Access", "Rules", "OAuth", "Endpoints"]),
    ],
    common: "Values");

    [Fact]
    public void A_folder_is_a_namespace() => Assert.Empty(Sandbox.ListOtherNamespaces(Namespace));
}
