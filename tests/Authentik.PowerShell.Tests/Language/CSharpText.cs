using System.Text;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>
/// Reads the strings and documentation comments of a C# file. It knows as much of the language
/// as it takes to find where they begin and end: comments, characters, and strings with their interpolated values, in which there can be strings again.
/// </summary>
internal sealed class CSharpText(string file, string source)
{
    private readonly List<Sentence> sentences = [];
    private readonly Stack<(string Name, int At)> calls = new();
    private readonly LineNumbers lines = new(source);
    private string word = string.Empty;
    private char last;
    private int at;

    /// <summary>Reads the file; <paramref name="file"/> is how the places name it.</summary>
    public static IReadOnlyList<Sentence> Read(string file, string source)
    {
        var text = new CSharpText(file, source);
        text.ReadCode(inHole: false);
        return text.sentences;
    }

    // In an interpolated value, the code ends with the brace or the colon of the format outside all parentheses.
    private void ReadCode(bool inHole)
    {
        var depth = 0;
        while (at < source.Length)
        {
            var here = source[at];
            if (inHole && depth == 0 && (here is '}' || (here is ':' && Peek(1) != ':')))
            {
                return;
            }

            if (SkipComment() || SkipCharacter() || ReadMessage())
            {
                continue;
            }

            depth += here is '(' or '{' or '[' ? 1 : here is ')' or '}' or ']' ? -1 : 0;
            Track(here);
            at++;
        }
    }

    private void Track(char here)
    {
        if (char.IsLetterOrDigit(here) || here == '_')
        {
            var start = at;
            while (char.IsLetterOrDigit(Peek(1)) || Peek(1) == '_')
            {
                at++;
            }

            word = source[start..(at + 1)];
        }
        else if (here == '(')
        {
            calls.Push((word, at));
            word = string.Empty;
        }
        else if (here == ')')
        {
            calls.TryPop(out _);
        }

        last = char.IsWhiteSpace(here) ? last : here;
    }

    private bool SkipComment()
    {
        if (source[at] != '/' || Peek(1) is not ('/' or '*'))
        {
            return false;
        }

        var close = Peek(1) == '/' ? "\n" : "*/";
        if (Peek(1) == '/' && Peek(2) == '/')
        {
            ReadComment();
            return true;
        }

        var end = source.IndexOf(close, at + 2, StringComparison.Ordinal);
        at = end < 0 ? source.Length : end + close.Length;
        return true;
    }

    // The lines of one documentation comment.
    private void ReadComment()
    {
        var start = at;
        var text = new StringBuilder();
        while (at < source.Length && source.AsSpan(at).TrimStart().StartsWith("///"))
        {
            var end = source.IndexOf('\n', at);
            end = end < 0 ? source.Length : end;
            text.Append(source.AsSpan(at, end - at).TrimStart().TrimStart('/')).Append('\n');
            at = Math.Min(end + 1, source.Length);
        }

        foreach (var (offset, paragraph) in Markup.Paragraphs(text.ToString()))
        {
            sentences.Add(new(TextKind.Comment, $"{file}:{lines.At(start) + offset}", paragraph));
        }
    }

    private bool SkipCharacter()
    {
        if (source[at] != '\'')
        {
            return false;
        }

        at += Peek(1) == '\\' ? 3 : 2;
        while (at < source.Length && source[at] != '\'')
        {
            at++;
        }

        at++;
        last = '\'';
        return true;
    }

    // A string, and those that are added to it with a plus.
    private bool ReadMessage()
    {
        if (!StringToken.StartsAt(source, at))
        {
            return false;
        }

        var start = at;
        var isStart = last != '+';
        var call = calls.FirstOrDefault(one => MessageCalls.Contains(one.Name));
        var text = new StringBuilder(ReadString());
        while (NextString() is { } next)
        {
            at = next;
            text.Append(ReadString());
        }

        last = '"';
        word = string.Empty;
        var line = text.ToString().ReplaceLineEndings(" ");
        var kind = call.Name is not null || (Shape.IsSentence(line) && Shape.StartsWell(line)) ? TextKind.Message : TextKind.Literal;
        var isEnd = !source.AsSpan(at).TrimStart().StartsWith("+");
        sentences.Add(new(kind, $"{file}:{lines.At(start)}", line, isStart, isEnd, call.Name, call.At));
        return true;
    }

    private int? NextString()
    {
        var next = SkipSpace(at);
        if (next >= source.Length || source[next] != '+')
        {
            return null;
        }

        next = SkipSpace(next + 1);
        return StringToken.StartsAt(source, next) ? next : null;
    }

    private string ReadString()
    {
        var token = StringToken.Open(source, at);
        var text = new StringBuilder();
        at = token.Content;
        while (at < source.Length && !token.ClosesAt(source, at))
        {
            if (token.HoleAt(source, at))
            {
                at += token.Braces;
                ReadCode(inHole: true);
                at = source.IndexOf('}', at) + token.Braces;
                text.Append("{}");
            }
            else
            {
                text.Append(token.Character(source, ref at));
            }
        }

        at += token.Quotes;
        return text.ToString();
    }

    private int SkipSpace(int from)
    {
        while (from < source.Length && char.IsWhiteSpace(source[from]))
        {
            from++;
        }

        return from;
    }

    private char Peek(int ahead) => at + ahead < source.Length ? source[at + ahead] : '\0';
}
