using System.Net;
using System.Security;

namespace Authentik;

/// <summary>Turns secrets into SecureStrings and back, in the one place where the text of a secret exists.</summary>
public static class SecretText
{
    /// <summary>The text as a read-only SecureString.</summary>
    public static SecureString Protect(string text)
    {
        var secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>The text of a secret, for sending it.</summary>
    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
