using System.Text;
using System.Text.RegularExpressions;

namespace Authentik.Configuration.Files;

/// <summary>The text of a file: UTF-8, without anything that tells that it isn't whole.</summary>
internal static partial class PlainText
{
    /// <summary>The size of the largest file that is read.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const char Mark = '\uFEFF';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a string.</summary>
    public static byte[] Encode(string text) => Strict.GetBytes(text);

    /// <summary>True if a file with the text is read as the same text.</summary>
    public static bool CanBeFile(string text) =>
        TextFlaw.Find(text) is null
        && !text.StartsWith(Mark)
        && !MergeMarker().IsMatch(text)
        && Strict.GetByteCount(text) <= MostBytes;

    /// <summary>The text of a file's bytes.</summary>
    /// <exception cref="DocumentFormatException">They aren't text, or nobody finished merging it.</exception>
    public static string Decode(byte[] bytes)
    {
        if (bytes.AsSpan().IndexOf((byte)0) is >= 0 and var binary)
        {
            throw new DocumentFormatException(CountLines(bytes.AsSpan(0, binary)), "It contains a NUL character, so it isn't a text file.");
        }

        var text = DecodeText(bytes);
        if (MergeMarker().Match(text) is { Success: true } marker)
        {
            var line = text.AsSpan(0, marker.Index).Count('\n') + 1;
            throw new DocumentFormatException(line, $"There's a merge conflict ({marker.Value.TrimEnd()}). Resolve it.");
        }

        return text.StartsWith(Mark) ? text[1..] : text;
    }

    private static string DecodeText(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            var line = CountLines(bytes.AsSpan(0, Math.Clamp(error.Index, 0, bytes.Length)));
            throw new DocumentFormatException(line, "It isn't UTF-8 text. Save it as UTF-8.", error);
        }
    }

    private static int CountLines(ReadOnlySpan<byte> before) => before.Count((byte)'\n') + 1;

    [GeneratedRegex(@"^(?:<{7}|>{7})(?:[ \r].*)?$", RegexOptions.Multiline)]
    private static partial Regex MergeMarker();
}
