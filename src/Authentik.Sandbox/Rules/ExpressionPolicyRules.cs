using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// Expression policies: the server compiles the code, and refuses what it cannot. The sandbox has no Python; it sees a bracket
/// that nobody closes, and takes everything else.
/// </summary>
internal sealed class ExpressionPolicyRules(World world) : ResourceRules(world)
{
    private const string Expression = "expression";
    private const string Opening = "([{";
    private const string Closing = ")]}";

    public override string Path => "/policies/expression/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values[Expression]?.ToString() is { } code && LeftOpen(code) is { } open)
        {
            // The server puts the code into a function, whose head is a line of its own.
            errors.Add(Expression, $"Expression Syntax Error: '{open.Bracket}' was never closed (temp-policy, line {open.Line + 1})");
        }

        return null;
    }

    private static (char Bracket, int Line)? LeftOpen(string code)
    {
        var (open, line) = (new Stack<(char Bracket, int Line)>(), 1);
        foreach (var letter in WithoutTexts(code))
        {
            line += letter == '\n' ? 1 : 0;
            if (Opening.Contains(letter, StringComparison.Ordinal))
            {
                open.Push((letter, line));
            }
            else if (Closing.Contains(letter, StringComparison.Ordinal) && open.Count > 0)
            {
                open.Pop();
            }
        }

        return open.Count > 0 ? open.Peek() : null;
    }

    // Brackets in texts and remarks do not count.
    private static IEnumerable<char> WithoutTexts(string code)
    {
        var quote = '\0';
        var isRemark = false;
        foreach (var letter in code)
        {
            isRemark = (isRemark || (quote == '\0' && letter == '#')) && letter != '\n';
            if (isRemark)
            {
                continue;
            }

            var isQuote = letter is '"' or '\'';
            if (quote == '\0' && !isQuote)
            {
                yield return letter;
            }

            quote = !isQuote ? quote : quote == letter ? '\0' : quote == '\0' ? letter : quote;
        }
    }
}
