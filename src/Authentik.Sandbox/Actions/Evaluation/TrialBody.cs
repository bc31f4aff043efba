using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Evaluation;

/// <summary>For whom a policy or a mapping is tried, and with which context.</summary>
internal sealed class TrialBody(ServerState state, ActionBody body)
{
    private const string User = "user";
    private const string Group = "group";
    private const string ContextField = "context";

    /// <summary>The context; empty when none was sent.</summary>
    public JsonObject Context => body.Values[ContextField] as JsonObject ?? [];

    public Row? ReadUser(bool isRequired)
    {
        var sent = body.Values[User];
        if (sent is not null)
        {
            return FindUser(sent);
        }

        if (isRequired)
        {
            body.Reject(User, body.Values.ContainsKey(User) ? "This field may not be null." : "This field is required.");
        }

        return null;
    }

    public Row? ReadGroup()
    {
        if (body.Values[Group] is not { } sent)
        {
            return null;
        }

        var text = sent.ToString();
        var isMissing = sent.AsString() is null || Guid.TryParse(text, out _);
        var group = Stored.Find(state, "/core/groups/", text);
        if (group is null)
        {
            body.Reject(Group, isMissing ? RejectKey(text) : $"“{text}” is not a valid UUID.");
        }

        return group;
    }

    public void CheckContext()
    {
        if (body.Values.TryGetPropertyValue(ContextField, out var context) && context is not JsonObject)
        {
            body.Reject(
                ContextField,
                context is null ? "This field may not be null." : "Value must be a dictionary, and not have any duplicate keys.");
        }
    }

    private static string RejectKey(string key) => $"Invalid pk \"{key}\" - object does not exist.";

    // As Python's int(), fractions are cut off.
    private Row? FindUser(JsonNode sent)
    {
        var number = sent.AsNumber() is { } value ? decimal.Truncate(value)
            : long.TryParse(sent.AsString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var text) ? text
            : (decimal?)null;
        if (number is not { } id)
        {
            body.Reject(User, $"Incorrect type. Expected pk value, received {sent.GetPythonType()}.");
            return null;
        }

        var user = Stored.Find(state, "/core/users/", id.ToString(CultureInfo.InvariantCulture));
        if (user is null)
        {
            body.Reject(User, RejectKey(sent.ToString()));
        }

        return user;
    }
}
