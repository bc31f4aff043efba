using System.Security;
using System.Security.Cryptography;

namespace Authentik;

/// <summary>Generates passwords.</summary>
internal static class RandomPassword
{
    /// <summary>The number of characters, if nobody says another one.</summary>
    public const int UsualLength = 24;

    // Without characters that look alike, because people type passwords.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-_.!+";

    /// <summary>Generates one that is good for every policy: of each kind of character there is one.</summary>
    public static SecureString Create(int length = UsualLength)
    {
        string text;
        do
        {
            text = RandomNumberGenerator.GetString(Letters, length);
        }
        while (!(text.Any(char.IsUpper) && text.Any(char.IsLower) && text.Any(char.IsDigit) && text.Any(char.IsPunctuation)));

        return SecretText.Protect(text);
    }
}
