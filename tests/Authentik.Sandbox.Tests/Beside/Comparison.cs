using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Beside;

/// <summary>Something in which two responses differ.</summary>
/// <param name="Where">The place in the response, such as <c>results[].user_obj.pk</c>, or <c>status</c>.</param>
/// <param name="Text">How they differ.</param>
internal sealed record Difference(string Where, string Text)
{
    public override string ToString() => $"{Where}: {Text}";
}

/// <summary>
/// Compares the status of two responses and, at every depth, the keys and types of their values. The rows of a list are compared
/// together, those of each kind for themselves, as far as both lists have such rows.
/// </summary>
internal sealed class Comparison(FreeForm freeForm)
{
    /// <summary>The place of a difference in the status.</summary>
    public const string Status = "status";

    private readonly List<Difference> found = [];

    public static IReadOnlyList<Difference> Compare(Came real, Came sandbox, FreeForm freeForm)
    {
        var comparison = new Comparison(freeForm);
        if (real.Status != sandbox.Status)
        {
            comparison.Add(Status, $"{real.Status} there, {sandbox.Status} here");
        }
        else if (GetMediaType(real) != GetMediaType(sandbox))
        {
            comparison.Add("content type", $"{GetMediaType(real)} there, {GetMediaType(sandbox)} here");
        }
        else
        {
            comparison.Compare(string.Empty, [real.Json], [sandbox.Json]);
        }

        return [.. comparison.found.Distinct()];
    }

    /// <summary>True when both responses are lists with rows; null when they aren't both lists.</summary>
    public static bool? HaveRows(Came real, Came sandbox) =>
        (FindRows(real), FindRows(sandbox)) is ({ } there, { } here) ? there.Count > 0 && here.Count > 0 : null;

    private static JsonArray? FindRows(Came came) => came.Json as JsonArray ?? (came.Json as JsonObject)?["results"] as JsonArray;

    private static string GetMediaType(Came came) => came.ContentType.Split(';')[0];

    private void Add(string where, string text) => found.Add(new Difference(where, text));

    private void Compare(string where, IReadOnlyList<JsonNode?> real, IReadOnlyList<JsonNode?> sandbox)
    {
        var (realKinds, sandboxKinds) = (ListKinds(real), ListKinds(sandbox));
        if (freeForm.Contains(where) || realKinds.Count == 0 || sandboxKinds.Count == 0)
        {
            return;
        }

        if (!realKinds.Overlaps(sandboxKinds))
        {
            Add(where, $"{string.Join(" or ", realKinds)} there, {string.Join(" or ", sandboxKinds)} here");
        }

        var (realObjects, sandboxObjects) = (ListObjects(real), ListObjects(sandbox));
        foreach (var kind in realObjects)
        {
            CompareKeys(where, [.. kind], [.. sandboxObjects[kind.Key]]);
        }

        Compare(where + "[]", ListItems(real), ListItems(sandbox));
    }

    private void CompareKeys(string where, IReadOnlyList<JsonObject> real, IReadOnlyList<JsonObject> sandbox)
    {
        if (sandbox.Count == 0)
        {
            return;
        }

        var (realKeys, sandboxKeys) = (ListKeys(real), ListKeys(sandbox));
        foreach (var key in realKeys.Union(sandboxKeys))
        {
            var place = where.Length == 0 ? key : $"{where}.{key}";
            if (!sandboxKeys.Contains(key) || !realKeys.Contains(key))
            {
                Add(place, realKeys.Contains(key) ? "only there" : "only here");
                continue;
            }

            Compare(place, ListValues(real, key), ListValues(sandbox, key));
        }
    }

    private static ILookup<string, JsonObject> ListObjects(IEnumerable<JsonNode?> values) =>
        values.OfType<JsonObject>().ToLookup(one => one[Resource.ModelField]?.ToString() ?? string.Empty);

    private static IReadOnlyList<JsonNode?> ListItems(IEnumerable<JsonNode?> values) =>
        [.. values.OfType<JsonArray>().SelectMany(list => list)];

    private static HashSet<string> ListKeys(IEnumerable<JsonObject> values) =>
        [.. values.SelectMany(one => one.Select(pair => pair.Key))];

    private static IReadOnlyList<JsonNode?> ListValues(IEnumerable<JsonObject> values, string key) =>
        [.. values.Where(one => one.ContainsKey(key)).Select(one => one[key])];

    private static HashSet<string> ListKinds(IEnumerable<JsonNode?> values) =>
        [.. values.OfType<JsonNode>().Select(GetKind)];

    private static string GetKind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
