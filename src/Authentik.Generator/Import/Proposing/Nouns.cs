using System.Text.RegularExpressions;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Names;

namespace Authentik.Generator.Import.Proposing;

/// <summary>Names for what the book doesn't have yet, from the names of the document.</summary>
internal static partial class Nouns
{
    /// <summary>A name in .NET casing: <c>SAMLProvider</c> becomes <c>SamlProvider</c>.</summary>
    public static string FromSchema(string component) => Acronym().Replace(
        component.Replace("_", string.Empty, StringComparison.Ordinal),
        word => word.Value[0] + word.Value[1..].ToLowerInvariant());

    /// <summary>The name of a set of values.</summary>
    public static string FromSet(string component) =>
        FromSchema(component.EndsWith("Enum", StringComparison.Ordinal) ? component[..^4] : component);

    /// <summary>The name of a nested object.</summary>
    public static string FromShape(string component) =>
        FromSchema(component.EndsWith("Request", StringComparison.Ordinal) ? component[..^7] : component);

    /// <summary>A name in a sentence: <c>SAMLProvider</c> becomes <c>SAML provider</c>.</summary>
    public static string Title(string component) => string.Join(' ', Word().Matches(component).Select(word =>
        word.Value.Count(char.IsUpper) > 1 ? word.Value : word.Value.ToLowerInvariant()));

    /// <summary>The noun of a resource: from its schema, or from its path where that is already taken.</summary>
    public static string ForResource(MergeContext context, string path, string? component)
    {
        var fromPath = string.Concat(path.Trim('/').Split('/').Select(DotNetNames.ToPascalSingular));
        var noun = component is null ? fromPath : FromSchema(component);
        return IsFree(context, noun) ? noun : fromPath;
    }

    /// <summary>True when a name can be given.</summary>
    public static bool IsFree(MergeContext context, string name) => !context.Names.IsTaken(name) && !ReservedNames.IsTakenByClient(name);

    [GeneratedRegex("[A-Z]{2,}(?=[A-Z][a-z]|[0-9]|$)")]
    private static partial Regex Acronym();

    [GeneratedRegex("[A-Z]{2,}(?=[A-Z][a-z]|[0-9]|$)[0-9]*|[A-Z]?[a-z0-9]+|[A-Z]")]
    private static partial Regex Word();
}
