using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Expressions;

/// <summary>The names that an expression can use.</summary>
internal sealed class NameScope
{
    private static readonly string[] Reserved = ["user", "group", "request", "http_request", "provider", "token"];

    private readonly Dictionary<string, object?> names;

    private NameScope(Dictionary<string, object?> names) => this.names = names;

    /// <summary>No names: only constants can be evaluated.</summary>
    public static NameScope Empty { get; } = new([]);

    /// <summary>The names of a property mapping.</summary>
    /// <param name="state">The server's state.</param>
    /// <param name="user">The user.</param>
    /// <param name="group">The group.</param>
    /// <param name="context">More names.</param>
    public static NameScope Create(ServerState state, Row? user, Row? group = null, JsonObject? context = null)
    {
        var names = (context ?? []).Where(pair => !Reserved.Contains(pair.Key))
            .ToDictionary(pair => pair.Key, object? (pair) => pair.Value, StringComparer.Ordinal);
        var known = user is null ? null : new UserObject(state, user);
        if (known is not null)
        {
            names["user"] = known;
        }

        if (group is not null)
        {
            names["group"] = new GroupObject(group);
        }

        names["request"] = new RequestObject(known, context ?? []);
        return new NameScope(names);
    }

    public object? Find(string name) => names.TryGetValue(name, out var value) ? value : throw PythonCode.Reject();

    /// <summary>The same names and one more.</summary>
    public NameScope With(string name, object? value) => new(new Dictionary<string, object?>(names) { [name] = value });
}
