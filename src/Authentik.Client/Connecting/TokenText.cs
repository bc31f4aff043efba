using System.Security;

namespace Authentik.Sessions.Tokens;

/// <summary>What a token is written with.</summary>
internal static class TokenText
{
    /// <summary>True when a header can carry it. What it cannot carry is refused deep down, in words that repeat it.</summary>
    public static bool CanBeSent(SecureString secret)
    {
        var token = SecretText.Reveal(secret);
        return token.Length > 0 && token.All(c => c is > ' ' and <= '~');
    }
}
