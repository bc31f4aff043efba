using System.Text.RegularExpressions;
using Authentik.Generator.Import.Merging;
using Authentik.Generator.Names;

namespace Authentik.Generator.Import.Proposing;

/// <summary>Names for what the book does not have yet, from the names of the document.</summary>
internal static partial class Nouns
{
    /// <summary>A name in .NET casing: <c>SAMLProvider</c> becomes <c>SamlProvider</c>.</summary>
    public static string Of(string component) => Acronym().Replace(component.Replace("_", string.Empty, StringComparison.Ordinal), word => word.Value[0] + word.Value[1..].ToLowerInvariant());

    /// <summary>The name of a set of values.</summary>
    public static string OfSet(string component) => Of(component.EndsWith("Enum", StringComparison.Ordinal) ? component[..^4] : component);

    /// <summary>The name of a nested object.</summary>
    public static string OfShape(string component) => Of(component.EndsWith("Request", StringComparison.Ordinal) ? component[..^7] : component);

    /// <summary>A name in a sentence: <c>SAMLProvider</c> becomes <c>SAML provider</c>.</summary>
    public static string Title(string component) => string.Join(' ', Word().Matches(component).Select(word => word.Value.Count(char.IsUpper) > 1 ? word.Value : word.Value.ToLowerInvariant()));

    /// <summary>The noun of a resource: from its schema, or from its path where that is already taken.</summary>
    public static string OfResource(MergeContext context, string path, string? component)
    {
        var fromPath = string.Concat(path.Trim('/').Split('/').Select(Words.PascalSingular));
        var noun = component is null ? fromPath : Of(component);
        return Free(context, noun) ? noun : fromPath;
    }

    /// <summary>True when a name can be given.</summary>
    public static bool Free(MergeContext context, string name) => !context.Names.IsTaken(name) && !Members.IsTaken(name);

    [GeneratedRegex("[A-Z]{2,}(?=[A-Z][a-z]|[0-9]|$)")]
    private static partial Regex Acronym();

    [GeneratedRegex("[A-Z]{2,}(?=[A-Z][a-z]|[0-9]|$)[0-9]*|[A-Z]?[a-z0-9]+|[A-Z]")]
    private static partial Regex Word();
}
