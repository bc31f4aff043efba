using System.Text;

namespace Authentik.Sandboxing.OAuth;

/// <summary>Two words in one: <c>name:secret</c> in base 64.</summary>
internal static class Credentials
{
    /// <summary>The two; null when the text is nothing of the kind.</summary>
    public static (string Name, string Secret)? Read(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }
}
