namespace Authentik.Commands;

/// <summary>Names the operations of the API that a hand-written command calls, so that Find-AuthentikCommand finds it.</summary>
/// <param name="operationIds">The ids of the operations, such as <c>core_users_set_password_create</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CoversOperationAttribute(params string[] operationIds) : Attribute
{
    /// <summary>The ids of the operations.</summary>
    public IReadOnlyList<string> OperationIds { get; } = operationIds;
}
