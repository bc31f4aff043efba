using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>Compares the values of an answer with the recorded ones, as far as two servers can have the same.</summary>
internal static class Values
{
    // Made up by each server for itself.
    private static readonly string[] Own = ["avatar", "uid", "num_pk", "client_id", "client_secret", "oidc_jwks", "callback_url"];

    /// <summary>The fields that both answers have, each with whether the values agree.</summary>
    public static IEnumerable<(string Field, bool Agrees)> Compare(Resource resource, JsonObject real, JsonObject sandbox) =>
        from pair in real
        where sandbox.ContainsKey(pair.Key)
        select (pair.Key, IsSame(resource, pair.Key, pair.Value, sandbox[pair.Key]));

    private static bool IsSame(Resource resource, string name, JsonNode? real, JsonNode? sandbox)
    {
        var isOwn = Own.Contains(name)
            || name == resource.Id
            || name.EndsWith("_url", StringComparison.Ordinal)
            || name.EndsWith("_obj", StringComparison.Ordinal);
        var isTyped = resource.TryFindField(name, out var field) && field.Type is FieldType.Reference or FieldType.Date or FieldType.Uuid;
        return isOwn || isTyped ? Kind(real) == Kind(sandbox) : JsonNode.DeepEquals(real, sandbox);
    }

    // A list has as many rows; anything else is of the same type.
    private static string Kind(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonArray list => $"list of {list.Count}",
        _ => $"{value.GetValueKind()}",
    };
}
