using System.Net;
using System.Security;

namespace Authentik;

/// <summary>Converts secrets to SecureString and back, in the one place where a secret is plain text.</summary>
public static class SecretText
{
    /// <summary>Converts a string to a read-only SecureString.</summary>
    public static SecureString Protect(string text)
    {
        var secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Converts a secret to a string, to send it.</summary>
    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
