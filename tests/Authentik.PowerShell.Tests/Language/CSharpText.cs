using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>Reads the strings and documentation comments of a C# file.</summary>
internal static class CSharpText
{
    /// <summary>Reads the file; <paramref name="file"/> is how the places name it.</summary>
    public static IEnumerable<Sentence> Read(string file, string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        var strings = root.DescendantNodes().OfType<ExpressionSyntax>().Where(IsString).Select(FindSum).Distinct()
            .SelectMany(sum => ReadSum(file, [.. ListOperands(sum)]));
        var comments = root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
            .SelectMany(comment => ReadComment(file, comment));
        return strings.Concat(comments);
    }

    private static bool IsString(ExpressionSyntax node) =>
        node is InterpolatedStringExpressionSyntax
        || node.Kind() is SyntaxKind.StringLiteralExpression or SyntaxKind.Utf8StringLiteralExpression;

    private static ExpressionSyntax FindSum(ExpressionSyntax node) =>
        node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum ? FindSum(sum) : node;

    private static IEnumerable<ExpressionSyntax> ListOperands(ExpressionSyntax node) =>
        node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum
            ? ListOperands(sum.Left).Concat(ListOperands(sum.Right))
            : [node];

    // Strings that follow each other are one text.
    private static IEnumerable<Sentence> ReadSum(string file, List<ExpressionSyntax> operands)
    {
        for (var at = 0; at < operands.Count; at++)
        {
            var strings = operands.Skip(at).TakeWhile(IsString).ToList();
            if (strings.Count > 0)
            {
                var (isStart, isEnd) = (at == 0, at + strings.Count == operands.Count);
                var text = string.Concat(strings.Select(ReadString)).ReplaceLineEndings(" ");
                var (call, callAt) = FindCall(strings[0]);
                var isMessage = call is not null || (Shape.IsSentence(text) && Shape.StartsWell(text));
                var kind = isMessage ? TextKind.Message : TextKind.Literal;
                yield return new(kind, $"{file}:{NumberLine(strings[0].GetLocation())}", text, isStart, isEnd, call, callAt);
                at += strings.Count;
            }
        }
    }

    private static string ReadString(ExpressionSyntax node) => node is InterpolatedStringExpressionSyntax interpolated
        ? string.Concat(interpolated.Contents.Select(part => part is InterpolatedStringTextSyntax text ? ReadBraces(text) : "{}"))
        : ((LiteralExpressionSyntax)node).Token.ValueText;

    // The library leaves the braces of an interpolated string doubled.
    private static string ReadBraces(InterpolatedStringTextSyntax text) =>
        text.TextToken.ValueText.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    private static (string? Name, int At) FindCall(SyntaxNode node) => node.Ancestors()
        .Where(ancestor => ancestor is ArgumentListSyntax)
        .Select(arguments => (Name: NameCall(arguments.Parent), At: arguments.SpanStart))
        .FirstOrDefault(call => call.Name is not null && MessageCalls.Contains(call.Name));

    private static string? NameCall(SyntaxNode? call) => call switch
    {
        InvocationExpressionSyntax invocation => NameLast(invocation.Expression),
        ObjectCreationExpressionSyntax creation => NameLast(creation.Type),
        PrimaryConstructorBaseTypeSyntax parent => NameLast(parent.Type),
        _ => null,
    };

    private static string NameLast(SyntaxNode name) =>
        name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last(part => part.Parent is not TypeArgumentListSyntax).Identifier.Text;

    private static IEnumerable<Sentence> ReadComment(string file, SyntaxTrivia comment)
    {
        var lines = comment.ToFullString().Split('\n').Select(line => line.TrimStart().TrimStart('/'));
        var first = NumberLine(comment.GetLocation());
        return Markup.Paragraphs(string.Join('\n', lines))
            .Select(part => new Sentence(TextKind.Comment, $"{file}:{first + part.Line}", part.Text));
    }

    private static int NumberLine(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;
}
