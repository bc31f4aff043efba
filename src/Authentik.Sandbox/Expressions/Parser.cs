namespace Authentik.Sandboxing.Expressions;

/// <summary>
/// Reads the Python that the sandbox evaluates: one <c>return</c> of a constant, an attribute of a user or group, or a list or
/// dictionary of them.
/// </summary>
internal sealed class Parser(IReadOnlyList<CodeToken> tokens)
{
    private int at;

    private CodeToken Current => tokens[at];

    /// <summary>The returned expression.</summary>
    /// <exception cref="Http.NotModelledException">The code does something else.</exception>
    public static CodeNode Read(string code) => new Parser(new Tokenizer(code).Read()).ReadReturn();

    private CodeNode ReadReturn()
    {
        Expect(TokenKind.Name, "return");
        var value = Current.Kind == TokenKind.NewLine ? new Constant(null) : ReadItems(TokenKind.NewLine, string.Empty);
        Expect(TokenKind.NewLine, string.Empty);
        Expect(TokenKind.End, string.Empty);
        return value;
    }

    // One value, or a tuple without brackets.
    private CodeNode ReadItems(TokenKind endKind, string end)
    {
        var items = new List<CodeNode>();
        var hasComma = false;
        while (!Is(endKind, end))
        {
            items.Add(ReadValue());
            if (!Skip(","))
            {
                break;
            }

            hasComma = true;
        }

        return items.Count == 1 && !hasComma ? items[0] : new ListOf(items);
    }

    private CodeNode ReadValue()
    {
        var value = ReadAtom();
        while (true)
        {
            if (Skip("."))
            {
                value = ReadMember(value);
            }
            else if (Skip("["))
            {
                value = new KeyedItem(value, ReadValue());
                Expect(TokenKind.Mark, "]");
            }
            else
            {
                return value;
            }
        }
    }

    private CodeNode ReadMember(CodeNode owner)
    {
        var name = Take(TokenKind.Name);
        if (!Skip("("))
        {
            return new AttributeOf(owner, name);
        }

        var arguments = new List<CodeNode>();
        while (!Skip(")"))
        {
            arguments.Add(ReadValue());
            if (!Is(TokenKind.Mark, ")"))
            {
                Expect(TokenKind.Mark, ",");
            }
        }

        return new MethodCall(owner, name, arguments);
    }

    private CodeNode ReadAtom() => Current.Kind switch
    {
        TokenKind.String => ReadText(),
        TokenKind.Number => new Constant(ReadNumber(isNegative: false)),
        TokenKind.Name => ReadName(),
        _ => ReadBrackets(),
    };

    // Strings side by side are one.
    private Constant ReadText()
    {
        var text = string.Empty;
        while (Current.Kind == TokenKind.String)
        {
            text += Take(TokenKind.String);
        }

        return new Constant(JsonScalar.Create(text));
    }

    private JsonNode ReadNumber(bool isNegative)
    {
        var text = Take(TokenKind.Number);
        var isWhole = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && (text[0] != '0' || text.Length == 1);
        if (isWhole)
        {
            return JsonScalar.Create(isNegative ? -whole : whole);
        }

        // Python shows the shortest form, so only that form is read.
        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && text.Contains('.', StringComparison.Ordinal) && number.ToString("R", CultureInfo.InvariantCulture) == text;
        return isNumber ? JsonNode.Parse((isNegative ? "-" : string.Empty) + text)! : throw PythonCode.Reject();
    }

    private CodeNode ReadName() => Take(TokenKind.Name) switch
    {
        "None" => new Constant(null),
        "True" => new Constant(JsonScalar.Create(true)),
        "False" => new Constant(JsonScalar.Create(false)),
        "return" or "lambda" or "not" or "await" or "yield" => throw PythonCode.Reject(),
        var name => new Variable(name),
    };

    private CodeNode ReadBrackets()
    {
        if (Skip("-"))
        {
            return new Constant(ReadNumber(isNegative: true));
        }

        return Skip("(") ? Close(ReadItems(TokenKind.Mark, ")"), ")")
            : Skip("[") ? Close(ReadList(), "]")
            : Skip("{") ? Close(ReadMap(), "}")
            : throw PythonCode.Reject();
    }

    private CodeNode Close(CodeNode value, string mark)
    {
        Expect(TokenKind.Mark, mark);
        return value;
    }

    private CodeNode ReadList()
    {
        var items = new List<CodeNode>();
        while (!Is(TokenKind.Mark, "]"))
        {
            items.Add(ReadValue());
            if (items.Count == 1 && Is(TokenKind.Name, "for"))
            {
                return ReadComprehension(items[0]);
            }

            if (!Skip(","))
            {
                break;
            }
        }

        return new ListOf(items);
    }

    private ForEach ReadComprehension(CodeNode value)
    {
        Expect(TokenKind.Name, "for");
        var name = Take(TokenKind.Name);
        Expect(TokenKind.Name, "in");
        return new ForEach(value, name, ReadValue());
    }

    private MapOf ReadMap()
    {
        var pairs = new List<(CodeNode Key, CodeNode Value)>();
        while (!Is(TokenKind.Mark, "}"))
        {
            var key = ReadValue();
            Expect(TokenKind.Mark, ":");
            pairs.Add((key, ReadValue()));
            if (!Skip(","))
            {
                break;
            }
        }

        return new MapOf(pairs);
    }

    private bool Is(TokenKind kind, string text) => Current.Kind == kind && Current.Text == text;

    private bool Skip(string mark)
    {
        var isThere = Is(TokenKind.Mark, mark);
        at += isThere ? 1 : 0;
        return isThere;
    }

    private string Take(TokenKind kind) => Current.Kind == kind ? tokens[at++].Text : throw PythonCode.Reject();

    private void Expect(TokenKind kind, string text)
    {
        if (!Is(kind, text))
        {
            throw PythonCode.Reject();
        }

        at++;
    }
}
