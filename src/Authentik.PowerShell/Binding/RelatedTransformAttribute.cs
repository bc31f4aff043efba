using System.Management.Automation;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>
/// Converts an object of another kind to which the listed objects belong, such as the user whose tokens are listed. Everything else
/// is left to the parameter for the listed objects themselves.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RelatedTransformAttribute(string noun) : ResourceTransformAttribute(noun)
{
    // It takes objects from the pipeline, and no names that Tab could offer.
    internal override IEnumerable<Resource> Targets => [];

    private protected override object? Convert(object? input) =>
        RelatedObjects.FindKind(Resource, input) is { } kind
            ? IdentityConverter.Convert(kind, input)
            : throw new PSInvalidCastException(RelatedObjects.Describe(Resource));
}

/// <summary>The objects of other kinds that narrow a list.</summary>
internal static class RelatedObjects
{
    /// <summary>The resource of an object, also of a deserialized one; null for what isn't an object.</summary>
    public static Resource? FindResource(object? given) => Unwrap.Base(given) switch
    {
        Identity identity => identity.Resource,
        AuthentikObject found => found.Resource ?? found.Represented?.Resource,
        _ when Row.FindFormerClass(given) is { } former && Resources.Book.TryFind(former, out var known) => known,
        _ => null,
    };

    /// <summary>The resource of an object that narrows the list; null if it doesn't, or isn't an object.</summary>
    public static Resource? FindKind(Resource listed, object? given)
    {
        var kind = FindResource(given);
        return kind is not null && !IsListed(listed, kind) && RelatedFilters.Find(listed, kind, version: null).Count > 0 ? kind : null;
    }

    /// <summary>What can be piped, for the end of a message.</summary>
    public static string Describe(Resource listed) => RelatedFilters.TakesAny(listed)
        ? $"To list what belongs to an object, pipe it to Get-Authentik{listed.Noun}."
        : $"To list what belongs to an object, pipe one of these to Get-Authentik{listed.Noun}: "
            + $"{string.Join(", ", RelatedFilters.ListNouns(listed).Select(noun => Resources.Book[noun].Title))}.";

    // An object of a family's type can itself be in the list of the family.
    private static bool IsListed(Resource listed, Resource kind) => kind.Noun == listed.Noun || kind.Family == listed.Noun;
}
