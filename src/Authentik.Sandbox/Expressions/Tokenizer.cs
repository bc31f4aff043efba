using System.Text;

namespace Authentik.Sandboxing.Expressions;

/// <summary>What a token of Python code is.</summary>
internal enum TokenKind
{
    Name,
    String,
    Number,
    Mark,
    NewLine,
    End,
}

/// <summary>A token of Python code. The text of a string is its value, without quotes and escapes.</summary>
internal sealed record CodeToken(TokenKind Kind, string Text);

/// <summary>Splits Python code into tokens. A line that continues inside brackets has no end.</summary>
internal sealed class Tokenizer(string code)
{
    private const string Marks = "()[]{},:.-";
    private const string Opening = "([{";
    private const string Closing = ")]}";

    private readonly List<CodeToken> tokens = [];
    private int at;
    private int depth;

    /// <exception cref="Http.NotModelledException">The code has a token that the sandbox doesn't know.</exception>
    public IReadOnlyList<CodeToken> Read()
    {
        while (at < code.Length)
        {
            ReadNext(code[at]);
        }

        AddLineEnd();
        tokens.Add(new CodeToken(TokenKind.End, string.Empty));
        return tokens;
    }

    private void ReadNext(char letter)
    {
        if (letter is ' ' or '\t' or '\r' or '\n' or '#')
        {
            SkipBlank(letter);
        }
        else if (letter is '"' or '\'')
        {
            tokens.Add(new CodeToken(TokenKind.String, ReadString(letter)));
        }
        else if (char.IsAsciiDigit(letter))
        {
            tokens.Add(new CodeToken(TokenKind.Number, ReadWhile(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_')));
        }
        else if (char.IsAsciiLetter(letter) || letter == '_')
        {
            ReadName();
        }
        else
        {
            AddMark(letter);
        }
    }

    private void SkipBlank(char letter)
    {
        if (letter == '#')
        {
            ReadWhile(one => one != '\n');
            return;
        }

        if (letter == '\n')
        {
            AddLineEnd();
        }

        at++;
    }

    private void AddLineEnd()
    {
        if (depth == 0 && tokens.Count > 0 && tokens[^1].Kind != TokenKind.NewLine)
        {
            tokens.Add(new CodeToken(TokenKind.NewLine, string.Empty));
        }
    }

    // A letter right before a quote changes what the string means.
    private void ReadName()
    {
        var name = ReadWhile(one => char.IsAsciiLetterOrDigit(one) || one == '_');
        if (at < code.Length && code[at] is '"' or '\'')
        {
            throw PythonCode.Reject();
        }

        tokens.Add(new CodeToken(TokenKind.Name, name));
    }

    private void AddMark(char letter)
    {
        if (!Marks.Contains(letter, StringComparison.Ordinal))
        {
            throw PythonCode.Reject();
        }

        depth += Opening.Contains(letter, StringComparison.Ordinal) ? 1 : Closing.Contains(letter, StringComparison.Ordinal) ? -1 : 0;
        tokens.Add(new CodeToken(TokenKind.Mark, letter.ToString()));
        at++;
    }

    private string ReadWhile(Func<char, bool> belongs)
    {
        var start = at;
        while (at < code.Length && belongs(code[at]))
        {
            at++;
        }

        return code[start..at];
    }

    private string ReadString(char quote)
    {
        var text = new StringBuilder();
        for (at++; at < code.Length && code[at] != quote; at++)
        {
            text.Append(code[at] switch
            {
                '\n' => throw PythonCode.Reject(),
                '\\' => ReadEscape(),
                var letter => letter,
            });
        }

        // Two more quotes would be a string of several lines.
        var isLong = text.Length == 0 && at + 1 < code.Length && code[at + 1] == quote;
        if (at++ >= code.Length || isLong)
        {
            throw PythonCode.Reject();
        }

        return text.ToString();
    }

    private char ReadEscape()
    {
        at++;
        return (at < code.Length ? code[at] : '\0') switch
        {
            'n' => '\n',
            't' => '\t',
            '\\' => '\\',
            '"' => '"',
            '\'' => '\'',
            _ => throw PythonCode.Reject(),
        };
    }
}
