namespace Authentik.Commands;

/// <summary>Converts names, ids, objects and rows for a parameter that names objects of a resource.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdentityTransformAttribute(string noun) : TransformAttribute
{
    /// <summary>Noun of the resource.</summary>
    public string Noun { get; } = noun;

    /// <summary>True when the parameter takes one object and no list.</summary>
    public bool Single { get; set; }

    private protected override object? Convert(object? input)
    {
        var resource = Resources.Book[Noun];
        if (input is null || Unwrap.Base(input) is not System.Collections.IEnumerable or string or System.Collections.IDictionary)
        {
            return IdentityConverter.Convert(resource, input);
        }

        var identities = Unwrap.Items(input).Select(item => IdentityConverter.Convert(resource, item)).ToArray();
        return (Single, identities.Length) switch
        {
            (true, 1) => identities[0],
            (true, _) => throw new ArgumentException($"One {resource.Title} is expected here, and {identities.Length} were given. Pipe several to the command, one after the other."),
            _ => identities,
        };
    }
}
