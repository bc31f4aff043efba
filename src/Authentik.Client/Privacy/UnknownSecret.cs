using System.Security;

namespace Authentik;

/// <summary>
/// What an answer held under the name of a secret that the book does not know. It is no bare SecureString, which PowerShell writes
/// into files and out of jobs in a form that anybody can read, outside of Windows.
/// </summary>
/// <param name="Secret">The secret.</param>
public sealed record UnknownSecret(SecureString Secret)
{
    /// <summary>A mark in the place of the secret.</summary>
    public override string ToString() => Redactor.Mark;
}
