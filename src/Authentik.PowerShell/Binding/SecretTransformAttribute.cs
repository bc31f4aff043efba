using System.Management.Automation;
using System.Security;

namespace Authentik.Commands;

/// <summary>Takes a SecureString, or converts a string to one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformAttribute : TransformAttribute
{
    /// <summary>True if the command runs a script block for each record.</summary>
    public bool TakesScriptBlock { get; set; }

    private protected override object? CreateStandIn() => TakesScriptBlock ? new SecureString() : null;

    private protected override object? Convert(object? input) => Unwrap.Base(input) switch
    {
        SecureString secret => secret,
        PSCredential credential => credential.Password,
        string { Length: > 0 } text => SecretText.Protect(text),
        _ => throw new ArgumentException("The secret is empty or has the wrong type. Specify a SecureString or a string."),
    };
}
