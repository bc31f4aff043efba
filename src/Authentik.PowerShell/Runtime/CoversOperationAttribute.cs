namespace Authentik.Commands;

/// <summary>Names the operations of the API that a hand-written command calls, so that Find-AuthentikCommand finds it.</summary>
/// <param name="operationIds">The ids of the operations, such as <c>core_users_set_password_create</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CoversOperationAttribute(params string[] operationIds) : Attribute
{
    /// <summary>The ids of the operations.</summary>
    public IReadOnlyList<string> OperationIds { get; } = operationIds;
}

/// <summary>Words by which Find-AuthentikCommand finds a hand-written command, beside its name and those of its operations.</summary>
/// <param name="words">The words.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SearchWordsAttribute(string words) : Attribute
{
    /// <summary>The words.</summary>
    public string Words { get; } = words;
}
