using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Expressions;

/// <summary>An object as an expression sees it.</summary>
internal abstract class CodeObject
{
    /// <summary>The value of an attribute.</summary>
    public abstract object? Get(string name);

    /// <summary>The result of a method without arguments.</summary>
    public virtual object? Invoke(string name) => throw PythonCode.Reject();
}

/// <summary>A user.</summary>
internal sealed class UserObject(ServerState state, Row user) : CodeObject
{
    /// <summary>The user as JSON, as the server logs it.</summary>
    public JsonObject Summary => new()
    {
        ["username"] = user.GetString("username"),
        ["pk"] = user.Id.DeepClone(),
        ["email"] = user.GetString("email"),
    };

    public override object? Get(string name) => name switch
    {
        "username" or "name" or "email" or "uid" or "is_active" or "type" or "path" or "attributes" => user.Values[name],
        "pk" or "id" => user.Id,
        "uuid" => Guid.TryParse(user.GetString(name), out var id) ? id : throw PythonCode.Reject(),
        "is_superuser" => JsonScalar.Create(Memberships.IsSuperuser(state, user)),
        "ak_groups" => ListGroups(Memberships.FindGroups(state, user)),
        "groups" when state.IsFrom(2025, 12) => ListGroups(Memberships.FindGroups(state, user)),
        _ => throw PythonCode.Reject(),
    };

    public override object Invoke(string name) => name == "all_groups"
        ? ListGroups(Memberships.FindAllGroups(state, user).Distinct())
        : throw PythonCode.Reject();

    private static List<CodeObject> ListGroups(IEnumerable<Row> groups) => [.. groups.Select(group => new GroupObject(group))];
}

/// <summary>A group.</summary>
internal sealed class GroupObject(Row group) : CodeObject
{
    public override object? Get(string name) => name switch
    {
        "name" or "attributes" or "is_superuser" or "num_pk" => group.Values[name],
        "pk" => Guid.Parse(group.IdString),
        _ => throw PythonCode.Reject(),
    };
}

/// <summary>The request that an expression is evaluated for.</summary>
internal sealed class RequestObject(CodeObject? user, JsonObject context) : CodeObject
{
    public override object? Get(string name) => name switch
    {
        "user" => user ?? throw PythonCode.Reject(),
        "context" => context,
        _ => throw PythonCode.Reject(),
    };
}
