using System.Text.Json.Nodes;

namespace Authentik.Configuration.Files;

/// <summary>What stands in the place of a string that has a file of its own beside the document: <c>{ file: NAME }</c>.</summary>
internal static class FileReference
{
    private const string Part = "file";

    /// <summary>The reference to a file of that name.</summary>
    public static JsonObject Write(string name) => StandIn.Write(Part, name);

    /// <summary>The name that a reference has; null if the value is none.</summary>
    public static string? FindName(JsonNode? value) => StandIn.Find<string>(value, Part);
}
