using System.Management.Automation;
using System.Security;

namespace Authentik.Commands;

/// <summary>Takes a SecureString, or plain text and makes one of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformAttribute : TransformAttribute
{
    private protected override object? Convert(object? input) => Unwrap.Base(input) switch
    {
        SecureString secret => secret,
        PSCredential credential => credential.Password,
        string { Length: > 0 } text => SecretText.Protect(text),
        _ => throw new ArgumentException("A secret is given as a SecureString or as text, and is not empty."),
    };
}
