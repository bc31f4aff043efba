using Authentik.Book;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>Values of actions.</summary>
internal static class JobActions
{
    /// <summary>One value of an action, by the API's name.</summary>
    public static FieldValues MakeValues(ApiAction action, string name, object? value)
    {
        var values = new FieldValues();
        values.Set(action.Field(name), value);
        return values;
    }
}
