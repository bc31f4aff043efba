namespace Authentik.Commands;

/// <summary>Says which operations of the API a hand-written command does, so that a person who looks for one finds the command.</summary>
/// <param name="operationIds">Their ids, such as <c>core_users_set_password_create</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CoversOperationAttribute(params string[] operationIds) : Attribute
{
    /// <summary>The ids of the operations.</summary>
    public IReadOnlyList<string> OperationIds { get; } = operationIds;
}
