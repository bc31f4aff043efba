using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Authentik.Parsing;

/// <summary>
/// Parses the body of a response. Text that isn't valid Unicode gets replacement characters: .NET would find it only when the text is read,
/// and then nothing of the response could be.
/// </summary>
internal static class JsonBody
{
    private const int EscapeLength = 6;

    /// <summary>How deep JSON can be nested. People can store JSON that is deeper than .NET reads unless told.</summary>
    public const int MostDepth = 500;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MostDepth };

    private static ReadOnlySpan<byte> Replacement => "\\ufffd"u8;

    /// <summary>Parses a body.</summary>
    /// <exception cref="JsonException">It isn't JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body) => JsonDocument.Parse(Repair(body), Options);

    /// <summary>A reader of a repaired body, at its beginning.</summary>
    /// <exception cref="JsonException">It isn't JSON.</exception>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> repaired)
    {
        var json = new Utf8JsonReader(repaired, new JsonReaderOptions { MaxDepth = MostDepth });
        json.Read();
        return json;
    }

    /// <summary>The same for JSON as a string.</summary>
    /// <exception cref="JsonException">It isn't JSON.</exception>
    public static Utf8JsonReader Open(string json) => Open(Encoding.UTF8.GetBytes(json));

    /// <summary>The body as text that can be read to its end.</summary>
    public static ReadOnlyMemory<byte> Repair(ReadOnlyMemory<byte> body) => ReplaceLoneSurrogates(ReplaceInvalidBytes(body));

    private static ReadOnlyMemory<byte> ReplaceInvalidBytes(ReadOnlyMemory<byte> body)
    {
        var json = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        return Utf8.IsValid(json.Span) ? json : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
    }

    // \ud83d\ude00 is a character; one half of it isn't.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlyMemory<byte> ReplaceLoneSurrogates(ReadOnlyMemory<byte> body)
    {
        byte[]? repaired = null;
        for (var at = 0; FindEscape(body.Span, at) is >= 0 and var found; at = found + EscapeLength)
        {
            var unit = ReadUnit(body.Span[found..]);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(ReadUnit(body.Span[(found + EscapeLength)..])))
            {
                found += EscapeLength;
            }
            else if (char.IsSurrogate(unit))
            {
                repaired ??= body.ToArray();
                Replacement.CopyTo(repaired.AsSpan(found));
            }
        }

        return repaired ?? body;
    }

    // A backslash before another one escapes that one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FindEscape(ReadOnlySpan<byte> json, int from)
    {
        while (from < json.Length && json[from..].IndexOf((byte)'\\') is >= 0 and var offset)
        {
            var at = from + offset;
            if (ReadUnit(json[at..]) != default)
            {
                return at;
            }

            from = at + 2;
        }

        return -1;
    }

    // NUL stands for everything that isn't an escape of this form; it needs no repair itself.
    private static char ReadUnit(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json.StartsWith("\\u"u8)
            && Utf8Parser.TryParse(json[2..EscapeLength], out ushort unit, out var read, 'x') && read == EscapeLength - 2
                ? (char)unit
                : default;
}
