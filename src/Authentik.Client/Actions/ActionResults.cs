using System.Text;
using System.Text.Json;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik;

/// <summary>Reads what a response of an action holds for the user.</summary>
internal static class ActionResults
{
    /// <summary>The results, in order; none for a response without them.</summary>
    /// <exception cref="ApiException">The response isn't JSON, or it lacks the result.</exception>
    public static IReadOnlyList<object> Read(ActionReturn? returns, ApiResponse response, ApiClient api)
    {
        if (returns is null || response.Raw.Content.IsEmpty)
        {
            return [];
        }

        if (returns is { Type: FieldType.File, Field: null })
        {
            return [Encoding.UTF8.GetString(response.Raw.Content.Span)];
        }

        var json = returns.Field is { } field ? RequireField(field, returns, response) : response.Json;
        var items = returns.IsList && json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : Enumerable.Repeat(json, 1);
        return [.. items.Select(item => ReadOne(returns, item, response, api)).OfType<object>()];
    }

    private static JsonElement RequireField(string field, ActionReturn returns, ApiResponse response) =>
        response.JsonObject.TryGetProperty(field, out var value) && (returns.IsList || value.ValueKind != JsonValueKind.Null)
            ? value
            : throw response.Refuse($"It has no {field}");

    private static object? ReadOne(ActionReturn returns, JsonElement json, ApiResponse response, ApiClient api)
    {
        if (json.ValueKind != JsonValueKind.Object || returns.Type != FieldType.Shape)
        {
            return ReadValue(returns, json, response);
        }

        if (returns.Noun is { } noun)
        {
            var resource = api.Session.Book[noun];
            return ObjectSource.Require(ObjectReader.Read(resource, json, api.Session), resource.Title, response);
        }

        var made = returns.Shape!.CreateObject();
        made.Fill(json, api.Session);
        return ObjectSource.Require(made, "result", response);
    }

    private static object? ReadValue(ActionReturn returns, JsonElement json, ApiResponse response)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return null;
        }

        if (returns.Type == FieldType.Json)
        {
            return JsonFields.ReadAny(json);
        }

        var text = json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText();
        return (returns.Type, returns.IsSecret, text) switch
        {
            (_, true, { Length: > SecretText.MostLength }) => throw response.Refuse(SecretText.TooLong),
            (_, true, { Length: > 0 }) => SecretText.Protect(text),
            (_, true, _) => null,
            (FieldType.Integer, _, _) when json.TryGetInt64(out var number) => number,
            (FieldType.Boolean, _, _) => json.ValueKind == JsonValueKind.True,
            (FieldType.Json, _, _) => JsonFields.ReadAny(json),
            _ => text,
        };
    }
}
