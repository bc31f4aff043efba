using System.Net;
using System.Security;

namespace Authentik;

/// <summary>Converts secrets to SecureString and back, in the one place where a secret is plain text.</summary>
public static class SecretText
{
    /// <summary>The most characters that a SecureString can hold.</summary>
    public const int MostLength = 65536;

    internal const string TooLong = "The secret is longer than 65536 characters, the most that a SecureString can hold";

    /// <summary>Converts a string to a read-only SecureString.</summary>
    /// <exception cref="ArgumentException">It has more than <see cref="MostLength"/> characters.</exception>
    public static SecureString Protect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostLength)
        {
            throw new ArgumentException($"{TooLong}. Specify a shorter one.");
        }

        var secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Converts a secret to a string, to send it.</summary>
    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
