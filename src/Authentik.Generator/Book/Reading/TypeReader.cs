namespace Authentik.Generator.Book.Reading;

/// <summary>Reads the type of a line: <c>text</c>, <c>-> Flow?</c>, <c>RedirectUri[]</c>.</summary>
internal static class TypeReader
{
    private static readonly Dictionary<string, FieldKind> BuiltIn = new(StringComparer.Ordinal)
    {
        ["text"] = FieldKind.Text,
        ["int"] = FieldKind.Integer,
        ["number"] = FieldKind.Number,
        ["bool"] = FieldKind.Boolean,
        ["date"] = FieldKind.Date,
        ["uuid"] = FieldKind.Uuid,
        ["json"] = FieldKind.Json,
    };

    /// <summary>Reads it; names are looked up later, when the whole book is known.</summary>
    public static TypeEntry Read(string text)
    {
        var isReference = text.StartsWith("->", StringComparison.Ordinal);
        var name = isReference ? text[2..].Trim() : text;
        // A question mark alone stands for a resource that is not decided yet, and not for null.
        var isNullable = name != Draft.Mark && TrimEnd(ref name, "?");
        var isList = TrimEnd(ref name, "[]");
        var kind = isReference ? FieldKind.Reference : BuiltIn.GetValueOrDefault(name, FieldKind.Shape);
        var isNamed = kind is FieldKind.Reference or FieldKind.Shape;
        return new TypeEntry { Kind = kind, Name = isNamed ? name : null, IsList = isList, IsNullable = isNullable };
    }

    private static bool TrimEnd(ref string text, string end)
    {
        var has = text.EndsWith(end, StringComparison.Ordinal);
        text = has ? text[..^end.Length] : text;
        return has;
    }
}
