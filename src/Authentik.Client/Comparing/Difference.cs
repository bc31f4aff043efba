using System.Text.Json.Nodes;

namespace Authentik.Comparing;

/// <summary>A value, or a part of one, that the server stored differently than it was sent.</summary>
/// <param name="Path">Where it is, such as <c>Attributes.a.b</c> or <c>RedirectUri[0].url</c>.</param>
/// <param name="Sent">What was sent.</param>
/// <param name="Stored">What the server stored; null also if it stored nothing.</param>
internal sealed record Difference(string Path, JsonNode? Sent, JsonNode? Stored)
{
    /// <summary>Values of a list without order that the server didn't store.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Values of a list without order that the server added.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>True if only the lists of values say what is different.</summary>
    public bool IsListed => Missing.Count > 0 || Added.Count > 0;
}
