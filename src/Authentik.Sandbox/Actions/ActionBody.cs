using System.Text.Json;
using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.Actions;

/// <summary>The body of an action, checked field by field.</summary>
internal sealed class ActionBody(JsonObject values)
{
    private const string Required = "This field is required.";
    private const string NotNull = "This field may not be null.";

    private readonly FieldErrors errors = new();

    public JsonObject Values { get; } = values;

    /// <summary>What is wrong with the body, by field.</summary>
    public JsonObject Errors => errors.Json;

    /// <summary>The response that rejects the body; null when nothing is wrong.</summary>
    public ApiResponse? Rejection => errors.Any ? Responses.BadRequest(errors.Json) : null;

    /// <summary>Reads the body of a request and responds to it, or rejects a body that can't be read.</summary>
    public static ApiResponse Read(ApiRequest request, Func<ActionBody, ApiResponse> respond)
    {
        var (body, rejection) = RequestBody.Read(request);
        return body is null ? rejection! : respond(new ActionBody(body));
    }

    public void Reject(string field, JsonNode error) => errors.Add(field, error);

    public void Reject(string field, string message) => errors.Add(field, message);

    /// <summary>A required string.</summary>
    public string RequireText(string field)
    {
        var value = Values[field];
        var message = !Values.ContainsKey(field) ? Required
            : value is null ? NotNull
            : value is not JsonScalar || value.AsBoolean() is not null ? "Not a valid string."
            : value.ToString().Trim().Length == 0 ? "This field may not be blank."
            : null;
        return Check(field, message) ? value!.ToString().Trim() : string.Empty;
    }

    /// <summary>A required number.</summary>
    public int RequireInteger(string field)
    {
        var value = Values[field];
        var number = 0;
        var message = !Values.ContainsKey(field) ? Required
            : value is null ? NotNull
            : !int.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
                ? "A valid integer is required."
            : null;
        return Check(field, message) ? number : 0;
    }

    /// <summary>A required object.</summary>
    public JsonObject RequireObject(string field)
    {
        var value = Values[field];
        var message = !Values.ContainsKey(field) ? Required : value is null ? NotNull : null;
        if (Check(field, message) && value is not JsonObject)
        {
            var error = $"Invalid data. Expected a dictionary, but got {value.GetPythonType()}.";
            errors.Add(field, new JsonObject { [FieldErrors.General] = new JsonArray(error) });
        }

        return value as JsonObject ?? [];
    }

    /// <summary>A required list of strings.</summary>
    public IReadOnlyList<string> RequireList(string field)
    {
        var value = Values[field];
        var message = !Values.ContainsKey(field) ? Required
            : value is null ? NotNull
            : value is not JsonArray ? $"Expected a list of items but got type \"{value.GetPythonType()}\"."
            : null;
        return Check(field, message) ? [.. value.AsStrings()] : [];
    }

    /// <summary>True when an optional flag is set.</summary>
    public bool ReadFlag(string field, bool otherwise)
    {
        if (!Values.TryGetPropertyValue(field, out var value))
        {
            return otherwise;
        }

        if (value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return value.AsBoolean() == true;
        }

        errors.Add(field, value is null ? NotNull : "Must be a valid boolean.");
        return otherwise;
    }

    private bool Check(string field, string? message)
    {
        if (message is not null)
        {
            errors.Add(field, message);
        }

        return message is null;
    }
}
