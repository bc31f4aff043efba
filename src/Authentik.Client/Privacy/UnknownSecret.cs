using System.Security;

namespace Authentik;

/// <summary>
/// A value of a response whose name says that it is a secret, in a field that the book doesn't know. It isn't a bare SecureString,
/// which PowerShell writes into files and out of jobs in a form that anybody can read, except on Windows.
/// </summary>
/// <param name="Secret">The secret; null if it is longer than a SecureString can be.</param>
public sealed record UnknownSecret(SecureString? Secret)
{
    /// <summary>Takes the secret.</summary>
    internal static UnknownSecret FromText(string text) =>
        new(text.Length > SecretText.MostLength ? null : SecretText.Protect(text));

    /// <summary>A mark in the place of the secret.</summary>
    public override string ToString() => Redactor.Mark;
}
