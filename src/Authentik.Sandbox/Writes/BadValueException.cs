using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Writes;

/// <summary>A value that the server refuses, with what it says about it. It never leaves the sandbox.</summary>
internal sealed class BadValueException(JsonNode errors) : Exception("The server refuses this value.")
{
    public BadValueException(string message)
        : this(new JsonArray(message))
    {
    }

    /// <summary>What stands behind the field's name in the answer.</summary>
    public JsonNode Errors { get; } = errors;
}
